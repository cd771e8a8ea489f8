package dev.modelwright.testsupport;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * An authorization server as its makers configure it, for {@link TestIssuer} to start. Beside the
 * protocol it signs whatever claims it is given ({@code POST /sign}) and changes its key ({@code
 * POST /rotate}).
 */
@Configuration
@EnableWebSecurity
public class IssuerProcess {

  private static final String HOST = "127.0.0.1";
  private static final List<RSAKey> KEYS = new CopyOnWriteArrayList<>();
  private static String issuer;

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    issuer = "http://%s:%d".formatted(HOST, port);
    rotate();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[1]);
    tomcat.setHostname(HOST);
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", HOST);
    Context context = tomcat.addContext("", arguments[1]);
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(IssuerProcess.class);
    spring.setServletContext(context.getServletContext());
    spring.refresh();
    addSecurity(context, spring);
    Tomcat.addServlet(context, "keys", new KeyServlet());
    context.addServletMappingDecoded("/", "keys");
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      e.printStackTrace();
      // Threads of the unfinished server would keep the process.
      System.exit(1);
    }
    tomcat.getServer().await();
  }

  private static void addSecurity(Context context, AnnotationConfigWebApplicationContext spring) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("security");
    filter.setFilter(new DelegatingFilterProxy("springSecurityFilterChain", spring));
    context.addFilterDef(filter);
    FilterMap map = new FilterMap();
    map.setFilterName("security");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  @Bean
  SecurityFilterChain authorizationServer(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
    http.securityMatcher(server.getEndpointsMatcher()).with(server, it -> it.oidc(_ -> {}));
    return http.build();
  }

  @Bean
  JWKSource<SecurityContext> keys() {
    return (selector, _) -> selector.select(new JWKSet(KEYS.getFirst()));
  }

  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId(TestIssuer.CLIENT)
            .clientId(TestIssuer.CLIENT)
            .clientSecret("{noop}" + TestIssuer.SECRET)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .build());
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().issuer(issuer).build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return token ->
        token
            .getClaims()
            .audience(List.of(TestIssuer.AUDIENCE))
            .claim("tid", TestIssuer.TENANT)
            .claim("realm_access", Map.of("roles", List.of("reader", "offline_access")));
  }

  private static void rotate() {
    try {
      KEYS.addFirst(
          new RSAKeyGenerator(2048)
              .keyID(UUID.randomUUID().toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What no issuer would offer. */
  private static final class KeyServlet extends HttpServlet {

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      switch (request.getRequestURI()) {
        case "/rotate" -> rotate();
        case "/sign" ->
            response
                .getOutputStream()
                .write(
                    sign(new String(
                            request.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.US_ASCII));
        default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
    }

    private static String sign(String claims) {
      RSAKey key = KEYS.getFirst();
      try {
        SignedJWT token =
            new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                JWTClaimsSet.parse(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
      } catch (JOSEException | ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
