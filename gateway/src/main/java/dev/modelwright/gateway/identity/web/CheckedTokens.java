package dev.modelwright.gateway.identity.web;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers tokens whose signature was checked, since that costs more than many a request. A token
 * that has ended or whose key has gone is checked again, and refused. Thread-safe.
 */
final class CheckedTokens implements JwtDecoder {

  private static final int MOST_KNOWN = 1_000;

  private final JwtDecoder checks;
  private final Predicate<String> isPublished;
  private final Clock clock;
  private final ConcurrentMap<String, Jwt> known = new ConcurrentHashMap<>();

  /**
   * @param checks ends with an exception for a token that is no good
   * @param isPublished whether the tokens of a key are good, by the key's id
   */
  CheckedTokens(JwtDecoder checks, Predicate<String> isPublished, Clock clock) {
    this.checks = checks;
    this.isPublished = isPublished;
    this.clock = clock;
  }

  @Override
  public Jwt decode(String token) {
    Jwt before = known.get(token);
    return before != null && isGood(before) ? before : checked(token);
  }

  private boolean isGood(Jwt token) {
    Instant end = token.getExpiresAt();
    return end != null
        && clock.instant().isBefore(end)
        && token.getHeaders().get("kid") instanceof String key
        && isPublished.test(key);
  }

  private Jwt checked(String token) {
    known.remove(token);
    Jwt checked = checks.decode(token);
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(token, checked);
    return checked;
  }
}
