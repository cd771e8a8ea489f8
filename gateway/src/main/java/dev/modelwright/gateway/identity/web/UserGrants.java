package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.DeviceLogins;
import dev.modelwright.gateway.identity.DeviceLogins.Progress;
import dev.modelwright.gateway.identity.TokenIssuer;
import dev.modelwright.gateway.identity.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;

/** Gives tokens to users who were let in, and later ones for the code that came with the last. */
final class UserGrants implements AuthenticationProvider {

  static final String PENDING = "authorization_pending";
  static final String EXPIRED = "expired_token";

  private final DeviceLogins logins;
  private final TokenIssuer tokens;
  private final Duration tokenLifetime;
  private final Clock clock;

  UserGrants(DeviceLogins logins, TokenIssuer tokens, Duration tokenLifetime, Clock clock) {
    this.logins = logins;
    this.tokens = tokens;
    this.tokenLifetime = tokenLifetime;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    OAuth2AuthorizationGrantAuthenticationToken grant =
        (OAuth2AuthorizationGrantAuthenticationToken) asked;
    OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
    // What service principals have is no login of a user.
    if (!CommandLineClient.ID.equals(client.getPrincipal())) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
    }
    return switch (grant) {
      case OAuth2DeviceCodeAuthenticationToken device ->
          given(client, logins.next(device.getDeviceCode()), EXPIRED);
      case OAuth2RefreshTokenAuthenticationToken refresh ->
          given(client, logins.next(refresh.getRefreshToken()), OAuth2ErrorCodes.INVALID_GRANT);
      default -> throw new IllegalStateException("Unsupported grant " + grant.getGrantType());
    };
  }

  private Authentication given(
      OAuth2ClientAuthenticationToken client, Progress progress, String over) {
    return switch (progress) {
      case Progress.Waiting _ -> throw new OAuth2AuthenticationException(PENDING);
      case Progress.Over _ -> throw new OAuth2AuthenticationException(over);
      case Progress.LoggedIn(User user, String next) -> {
        Instant now = clock.instant();
        yield new OAuth2AccessTokenAuthenticationToken(
            client.getRegisteredClient(),
            client,
            new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                tokens.issue(user.id(), user.roles(), tokenLifetime),
                now,
                now.plus(tokenLifetime)),
            new OAuth2RefreshToken(next, now),
            Map.of("user", user.name()));
      }
    };
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(type)
        || OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(type);
  }
}
