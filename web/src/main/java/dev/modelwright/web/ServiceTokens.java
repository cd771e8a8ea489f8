package dev.modelwright.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Tokens of calls between our services: short-lived, signed with the secret they share. */
public final class ServiceTokens {

  private static final String ISSUER = "modelwright";
  private static final String AUDIENCE = "modelwright-services";

  /** Used for half of it: the other half is for a clock that is ahead of the issuer's. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final SecretKey key;
  private final String service;
  private final Clock clock;
  private final JwtEncoder encoder;
  private volatile Issued issued;

  private record Issued(String authorization, Instant renewAt) {}

  /**
   * @param service who calls
   */
  public ServiceTokens(SharedSecret secret, String service, Clock clock) {
    this.key = secret.key("calls between services", "HmacSHA256");
    this.service = service;
    this.clock = clock;
    this.encoder = NimbusJwtEncoder.withSecretKey(key).algorithm(MacAlgorithm.HS256).build();
  }

  /** The value of the {@code Authorization} header, good for five minutes at least. */
  public String authorization() {
    Issued last = issued;
    Instant now = clock.instant();
    if (last == null || !now.isBefore(last.renewAt())) {
      last = new Issued("Bearer " + issue(now), now.plus(LIFETIME.dividedBy(2)));
      issued = last;
    }
    return last.authorization();
  }

  private String issue(Instant now) {
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(service)
            .audience(List.of(AUDIENCE))
            .issuedAt(now)
            .expiresAt(now.plus(LIFETIME))
            .build();
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  /** Reads the tokens of whoever knows the secret. */
  public JwtDecoder decoder() {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    decoder.setJwtValidator(new TokenClaims(ISSUER, AUDIENCE, clock));
    return decoder;
  }
}
