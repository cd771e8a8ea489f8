package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.DeviceLogins;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * {@code POST /oauth2/token}: Spring's authorization server with the client credentials grant for
 * service principals, and for users at the command line device codes and refresh tokens. Put
 * together at the first request, so that no start waits for it.
 */
public final class TokenEndpoint implements SecurityFilterChain {

  static final String PATH = "/oauth2/token";

  private final Supplier<List<Filter>> assembly;
  private volatile List<Filter> filters;

  public TokenEndpoint(
      Issuer issuer,
      RegisteredClientRepository clients,
      BcryptHashes hashes,
      OwnTokens tokens,
      DeviceLogins logins,
      TokenRefusals refusals,
      Clock clock) {
    this.assembly =
        () ->
            assemble(
                issuer,
                clients,
                hashes,
                tokens,
                new UserGrants(logins, tokens, issuer.tokenLifetime(), clock),
                refusals);
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    return request.getRequestURI().equals(PATH);
  }

  @Override
  public List<Filter> getFilters() {
    if (filters == null) {
      filters = assembly.get();
    }
    return filters;
  }

  private static List<Filter> assemble(
      Issuer issuer,
      RegisteredClientRepository clients,
      BcryptHashes hashes,
      OwnTokens tokens,
      UserGrants users,
      TokenRefusals refusals) {
    CommandLineClient commandLine = new CommandLineClient();
    AuthenticationManager manager =
        manager(issuer.audience(), clients, hashes, tokens, commandLine, users);
    OAuth2ClientAuthenticationFilter clientAuthentication =
        new OAuth2ClientAuthenticationFilter(
            manager, PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PATH));
    clientAuthentication.setAuthenticationConverter(
        new DelegatingAuthenticationConverter(
            new ClientSecretBasicAuthenticationConverter(),
            new ClientSecretPostAuthenticationConverter(),
            commandLine));
    clientAuthentication.setAuthenticationFailureHandler(refusals);
    OAuth2TokenEndpointFilter endpoint = new OAuth2TokenEndpointFilter(manager, PATH);
    endpoint.setAuthenticationConverter(
        new DelegatingAuthenticationConverter(
            new OAuth2ClientCredentialsAuthenticationConverter(),
            new OAuth2DeviceCodeAuthenticationConverter(),
            new OAuth2RefreshTokenAuthenticationConverter()));
    endpoint.setAuthenticationFailureHandler(refusals);
    return List.of(
        inContext(issuer.uri(), refusals), clientAuthentication, requireClient(refusals), endpoint);
  }

  private static AuthenticationManager manager(
      String audience,
      RegisteredClientRepository clients,
      BcryptHashes hashes,
      OwnTokens tokens,
      CommandLineClient commandLine,
      UserGrants users) {
    OAuth2AuthorizationService nowhere = new Unkept();
    ClientSecretAuthenticationProvider secrets =
        new ClientSecretAuthenticationProvider(clients, nowhere);
    secrets.setPasswordEncoder(hashes.encoder());
    JwtGenerator generator = new JwtGenerator(tokens);
    generator.setJwtCustomizer(token -> {
      token.getJwsHeader().type("at+jwt");
      token
          .getClaims()
          .audience(List.of(audience))
          .claim(OwnTokens.ROLES, PrincipalClients.roles(token.getRegisteredClient()));
    });
    return new ProviderManager(
        commandLine,
        secrets,
        new OAuth2ClientCredentialsAuthenticationProvider(nowhere, generator),
        users);
  }

  private static Filter inContext(String issuer, TokenRefusals refusals) {
    AuthorizationServerSettings settings =
        AuthorizationServerSettings.builder().issuer(issuer).build();
    AuthorizationServerContext context =
        new AuthorizationServerContext() {
          @Override
          public String getIssuer() {
            return issuer;
          }

          @Override
          public AuthorizationServerSettings getAuthorizationServerSettings() {
            return settings;
          }
        };
    return (request, response, chain) -> {
      try {
        if (!((HttpServletRequest) request).getMethod().equals("POST")) {
          refusals.method((HttpServletResponse) response);
          return;
        }
        AuthorizationServerContextHolder.setContext(context);
        ((HttpServletResponse) response).setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        chain.doFilter(request, response);
      } catch (IdentityUnavailableException e) {
        refusals.unavailable((HttpServletResponse) response, e);
      } finally {
        AuthorizationServerContextHolder.resetContext();
      }
    };
  }

  private static Filter requireClient(TokenRefusals refusals) {
    return (request, response, chain) -> {
      if (SecurityContextHolder.getContext().getAuthentication() == null) {
        refusals.onAuthenticationFailure(
            (HttpServletRequest) request,
            (HttpServletResponse) response,
            new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
      } else {
        chain.doFilter(request, response);
      }
    };
  }

  /** Tokens carry all there is to know of them. */
  private static final class Unkept implements OAuth2AuthorizationService {

    @Override
    public void save(OAuth2Authorization authorization) {
      // Nobody asks for it again.
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
      // There is none.
    }

    @Override
    public OAuth2Authorization findById(String id) {
      return null;
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
      return null;
    }
  }
}
