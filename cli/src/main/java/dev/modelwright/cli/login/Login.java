package dev.modelwright.cli.login;

import java.time.Duration;
import java.time.Instant;

/**
 * Who has logged in to a server.
 *
 * @param user a service principal's id or a user's name
 * @param token of the last time
 * @param endsAt when that is worth nothing any more
 */
public record Login(String user, Credential credential, String token, Instant endsAt) {

  /** A command may go on for a while with the token that it began with. */
  private static final Duration RESERVE = Duration.ofMinutes(5);

  /** What the next token is given for. */
  public sealed interface Credential {

    /** Of a service principal. */
    record Secret(String value) implements Credential {

      @Override
      public String toString() {
        return "secret";
      }
    }

    /** Of a user; good once. */
    record RefreshToken(String value) implements Credential {

      @Override
      public String toString() {
        return "refresh token";
      }
    }
  }

  boolean isGoodAt(Instant now) {
    return now.plus(RESERVE).isBefore(endsAt);
  }

  @Override
  public String toString() {
    return "login of " + user;
  }
}
