package dev.modelwright.cli.login;

import java.time.Duration;
import java.time.Instant;

/**
 * A service principal that has logged in to a server.
 *
 * @param token of the last time
 * @param endsAt when that is worth nothing any more
 */
public record Login(String clientId, String secret, String token, Instant endsAt) {

  /** A command may go on for a while with the token that it began with. */
  private static final Duration RESERVE = Duration.ofMinutes(5);

  boolean isGoodAt(Instant now) {
    return now.plus(RESERVE).isBefore(endsAt);
  }

  @Override
  public String toString() {
    return "login of " + clientId;
  }
}
