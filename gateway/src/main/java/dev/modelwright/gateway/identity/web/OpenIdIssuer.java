package dev.modelwright.gateway.identity.web;

import dev.modelwright.web.TokenClaims;
import java.time.Clock;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Somebody else's issuer of tokens, such as Microsoft Entra ID.
 *
 * @param uri as its tokens and its discovery document name it
 * @param audience of the tokens that are for us
 * @param tenant what the claim {@code tid} must say; null when it may say anything
 * @param rolesClaim where our roles are
 */
public record OpenIdIssuer(String uri, String audience, String tenant, String rolesClaim) {

  /** Asks the issuer at the first token, and again when it was away. */
  public AuthenticationManager authentication(Clock clock) {
    JwtAuthenticationProvider provider =
        new JwtAuthenticationProvider(new LateDecoder(this, clock));
    provider.setJwtAuthenticationConverter(new RolesConverter(rolesClaim));
    return provider::authenticate;
  }

  private static final class LateDecoder implements JwtDecoder {

    private final OpenIdIssuer issuer;
    private final Clock clock;
    private volatile JwtDecoder found;

    LateDecoder(OpenIdIssuer issuer, Clock clock) {
      this.issuer = issuer;
      this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
      JwtDecoder decoder = found;
      if (decoder == null) {
        decoder = discover();
        found = decoder;
      }
      return decoder.decode(token);
    }

    private JwtDecoder discover() {
      try {
        NimbusJwtDecoder decoder =
            NimbusJwtDecoder.withIssuerLocation(issuer.uri).cache(new JwkSetCache(clock)).build();
        decoder.setJwtValidator(
            new DelegatingOAuth2TokenValidator<>(
                new TokenClaims(issuer.uri, issuer.audience, clock), issuer.ofTenant()));
        return decoder;
      } catch (RuntimeException e) {
        throw new JwtException(
            "Cannot read the discovery document of '%s': %s".formatted(issuer.uri, e.getMessage()),
            e);
      }
    }
  }

  private OAuth2TokenValidator<Jwt> ofTenant() {
    return token ->
        tenant == null || tenant.equals(token.getClaimAsString("tid"))
            ? OAuth2TokenValidatorResult.success()
            : OAuth2TokenValidatorResult.failure(
                TokenClaims.fault("it is of another tenant (claim tid) than " + tenant));
  }
}
