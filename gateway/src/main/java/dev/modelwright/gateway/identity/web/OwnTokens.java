package dev.modelwright.gateway.identity.web;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.modelwright.gateway.identity.KeyRing;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.SigningKey;
import dev.modelwright.gateway.identity.TokenIssuer;
import dev.modelwright.web.TokenClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** Tokens of our own issuer: how they are signed, and read again. */
public final class OwnTokens implements TokenIssuer, JwtEncoder {

  static final String ROLES = "roles";

  private final Issuer self;
  private final KeyRing ring;
  private final Clock clock;
  private volatile Signer signer;

  private record Signer(String keyId, JwtEncoder encoder) {}

  public OwnTokens(Issuer self, KeyRing ring, Clock clock) {
    this.self = self;
    this.ring = ring;
    this.clock = clock;
  }

  @Override
  public String issue(String subject, List<RoleAssignment> roles, Duration lifetime) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(self.uri())
            .subject(subject)
            .audience(List.of(self.audience()))
            .issuedAt(now)
            .notBefore(now)
            .expiresAt(now.plus(lifetime))
            .id(UUID.randomUUID().toString())
            .claim(ROLES, roles.stream().map(RoleAssignment::toString).toList())
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").build();
    return encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  /** Signs with the key that is current now. */
  @Override
  public Jwt encode(JwtEncoderParameters parameters) {
    SigningKey key = ring.current();
    Signer last = signer;
    if (last == null || !last.keyId().equals(key.id())) {
      last = new Signer(key.id(), encoder(key));
      signer = last;
    }
    return last.encoder().encode(parameters);
  }

  private static JwtEncoder encoder(SigningKey key) {
    return new NimbusJwtEncoder(
        new ImmutableJWKSet<>(
            new JWKSet(
                KeyRingSource.builder(key).privateKey(key.privateKey().orElseThrow()).build())));
  }

  /** Who a token of ours stands for. */
  public AuthenticationManager authentication(KeyRingSource keys) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build();
    decoder.setJwtValidator(new TokenClaims(self.uri(), self.audience(), clock));
    JwtAuthenticationProvider provider =
        new JwtAuthenticationProvider(new CheckedTokens(decoder, this::isPublished, clock));
    provider.setJwtAuthenticationConverter(new RolesConverter(ROLES));
    return provider::authenticate;
  }

  private boolean isPublished(String keyId) {
    return ring.published().stream().anyMatch(key -> key.id().equals(keyId));
  }
}
