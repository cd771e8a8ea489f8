package dev.modelwright.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a token must say to be ours to read: who made it, for whom, and that it is valid now (RFC
 * 7519). Unlike Spring's own check, one without an end is refused, and every fault is told in
 * words.
 *
 * @param audience one of the token's
 */
public record TokenClaims(String issuer, String audience, Clock clock)
    implements OAuth2TokenValidator<Jwt> {

  /** How far the clock of an issuer may be ahead of ours: it makes no token last longer. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** How much longer than it says a token may be used. */
  private static final Duration LATE = Duration.ofSeconds(30);

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    List<OAuth2Error> faults = new ArrayList<>();
    times(token, clock.instant(), faults);
    if (!issuer.equals(token.getClaimAsString("iss"))) {
      faults.add(fault("its issuer is not " + issuer));
    }
    List<String> audiences = token.getAudience();
    if (audiences == null || !audiences.contains(audience)) {
      faults.add(fault("it is for another audience than " + audience));
    }
    return OAuth2TokenValidatorResult.failure(faults);
  }

  private static void times(Jwt token, Instant now, List<OAuth2Error> faults) {
    if (token.getExpiresAt() == null) {
      faults.add(fault("it has no end (claim exp)"));
    } else if (now.minus(LATE).isAfter(token.getExpiresAt())) {
      faults.add(fault("it expired at " + token.getExpiresAt().truncatedTo(ChronoUnit.SECONDS)));
    }
    if (token.getNotBefore() != null && now.plus(AHEAD).isBefore(token.getNotBefore())) {
      faults.add(
          fault("it is not valid before " + token.getNotBefore().truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** A reason to refuse a token, to follow "Cannot accept the token:". */
  public static OAuth2Error fault(String description) {
    return new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, description, null);
  }
}
