package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.ServicePrincipal;
import dev.modelwright.gateway.identity.ServicePrincipals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Service principals, and the one of the settings, as the authorization server knows clients. */
public final class PrincipalClients implements RegisteredClientRepository {

  private static final String ROLES = "modelwright.roles";

  private final ServicePrincipals principals;
  private final Supplier<Optional<ServicePrincipal>> bootstrap;
  private final Duration tokenLifetime;

  public PrincipalClients(
      ServicePrincipals principals,
      Supplier<Optional<ServicePrincipal>> bootstrap,
      Duration tokenLifetime) {
    this.principals = principals;
    this.bootstrap = bootstrap;
    this.tokenLifetime = tokenLifetime;
  }

  /** What a client's tokens may say of its roles. */
  static List<String> roles(RegisteredClient client) {
    return client.getClientSettings().getSetting(ROLES);
  }

  @Override
  public RegisteredClient findByClientId(String clientId) {
    return bootstrap
        .get()
        .filter(principal -> principal.id().equals(clientId))
        .or(() -> principals.find(clientId))
        .map(this::client)
        .orElse(null);
  }

  @Override
  public RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  /**
   * Clients are added and changed elsewhere; hashes made with other parameters stay as they are.
   */
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("Service principals are not changed by their logins");
  }

  private RegisteredClient client(ServicePrincipal principal) {
    return RegisteredClient.withId(principal.id())
        .clientId(principal.id())
        .clientName(principal.displayName())
        .clientSecret(principal.secretHash())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .clientSettings(
            ClientSettings.builder()
                .setting(ROLES, principal.roles().stream().map(RoleAssignment::toString).toList())
                .build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(tokenLifetime).build())
        .build();
  }
}
