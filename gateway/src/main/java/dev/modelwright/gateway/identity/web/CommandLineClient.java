package dev.modelwright.gateway.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The command line, at which users log in. It is a public client: it runs at everybody's, so that
 * no secret could tell it from others, and the codes that it shows are what is checked.
 */
final class CommandLineClient implements AuthenticationConverter, AuthenticationProvider {

  static final String ID = "modelwright-cli";

  static final Set<String> GRANTS =
      Set.of(
          AuthorizationGrantType.DEVICE_CODE.getValue(),
          AuthorizationGrantType.REFRESH_TOKEN.getValue());

  private static final RegisteredClient CLIENT =
      RegisteredClient.withId(ID)
          .clientId(ID)
          .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
          .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
          .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
          .build();

  @Override
  public Authentication convert(HttpServletRequest request) {
    String grant = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
    boolean isOurs =
        grant != null
            && GRANTS.contains(grant)
            && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
            && request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null;
    return isOurs
        ? new OAuth2ClientAuthenticationToken(
            request.getParameter(OAuth2ParameterNames.CLIENT_ID),
            ClientAuthenticationMethod.NONE,
            null,
            Map.of())
        : null;
  }

  /** Leaves clients with a secret to the next provider. */
  @Override
  public Authentication authenticate(Authentication client) {
    OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) client;
    if (!ClientAuthenticationMethod.NONE.equals(asked.getClientAuthenticationMethod())) {
      return null;
    }
    if (!ID.equals(asked.getPrincipal())) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(CLIENT, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
  }
}
