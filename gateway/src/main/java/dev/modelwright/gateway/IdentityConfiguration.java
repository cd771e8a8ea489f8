package dev.modelwright.gateway;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.modelwright.gateway.identity.DeviceLogins;
import dev.modelwright.gateway.identity.KeyRing;
import dev.modelwright.gateway.identity.Logins;
import dev.modelwright.gateway.identity.PrincipalRegistrar;
import dev.modelwright.gateway.identity.Role;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.Scope;
import dev.modelwright.gateway.identity.ServicePrincipal;
import dev.modelwright.gateway.identity.ServicePrincipals;
import dev.modelwright.gateway.identity.UserRegistrar;
import dev.modelwright.gateway.identity.Users;
import dev.modelwright.gateway.identity.files.TokenFile;
import dev.modelwright.gateway.identity.mongodb.MongoLogins;
import dev.modelwright.gateway.identity.mongodb.MongoServicePrincipals;
import dev.modelwright.gateway.identity.mongodb.MongoSigningKeys;
import dev.modelwright.gateway.identity.mongodb.MongoUsers;
import dev.modelwright.gateway.identity.web.AccountAccess;
import dev.modelwright.gateway.identity.web.BcryptHashes;
import dev.modelwright.gateway.identity.web.BcryptPasswords;
import dev.modelwright.gateway.identity.web.Issuer;
import dev.modelwright.gateway.identity.web.KeyRingSource;
import dev.modelwright.gateway.identity.web.OwnTokens;
import dev.modelwright.gateway.identity.web.PrincipalClients;
import dev.modelwright.gateway.identity.web.TokenEndpoint;
import dev.modelwright.gateway.identity.web.TokenRefusals;
import dev.modelwright.web.OpenPaths;
import dev.modelwright.web.ProblemWriter;
import dev.modelwright.web.SharedSecret;
import dev.modelwright.web.TokenChecks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Wires who may call, what for, and where their tokens come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentityProperties.class, MongoProperties.class})
class IdentityConfiguration {

  private static final URI DEFAULT_ADDRESS = URI.create("http://127.0.0.1:8080");

  private final Clock clock = Clock.systemUTC();
  private final IdentityProperties identity;

  IdentityConfiguration(IdentityProperties identity) {
    this.identity = identity;
  }

  @Bean
  MongoClient mongoClient(MongoProperties properties) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(properties.uri()))
            .timeout(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .build());
  }

  @Bean
  MongoDatabase database(MongoClient client, MongoProperties properties) {
    return client.getDatabase(properties.database());
  }

  @Bean
  Issuer issuer(GatewayProperties gateway) {
    URI uri =
        Optional.ofNullable(identity.issuer())
            .or(() -> Optional.ofNullable(gateway.publicUrl()))
            .orElse(DEFAULT_ADDRESS);
    return new Issuer(
        uri.toString().replaceAll("/+$", ""), identity.audience(), identity.tokenLifetime());
  }

  @Bean
  KeyRing keyRing(MongoDatabase database, SharedSecret secret) {
    Duration longest =
        identity.tokenLifetime().compareTo(TokenFile.LIFETIME) > 0
            ? identity.tokenLifetime()
            : TokenFile.LIFETIME;
    return new KeyRing(
        new MongoSigningKeys(database, secret.key("sealing of signing keys", "AES")),
        identity.keyRotation(),
        longest,
        clock);
  }

  @Bean
  KeyRingSource publicKeys(KeyRing ring) {
    return new KeyRingSource(ring);
  }

  @Bean
  OwnTokens ownTokens(Issuer issuer, KeyRing ring) {
    return new OwnTokens(issuer, ring, clock);
  }

  @Bean
  BcryptHashes secretHashes() {
    return new BcryptHashes();
  }

  @Bean
  ServicePrincipals servicePrincipals(MongoDatabase database) {
    return new MongoServicePrincipals(database);
  }

  @Bean
  PrincipalRegistrar principalRegistrar(ServicePrincipals principals, BcryptHashes hashes) {
    return new PrincipalRegistrar(principals, hashes, clock);
  }

  @Bean
  Users users(MongoDatabase database) {
    return new MongoUsers(database);
  }

  @Bean
  Logins logins(MongoDatabase database) {
    return new MongoLogins(database);
  }

  @Bean
  UserRegistrar userRegistrar(Users users, Logins logins) {
    return new UserRegistrar(users, logins, new BcryptPasswords(), clock);
  }

  @Bean
  DeviceLogins deviceLogins(Logins logins, Users users) {
    return new DeviceLogins(logins, users, clock);
  }

  @Bean
  @ConditionalOnProperty("modelwright.identity.token-file")
  TokenFile tokenFile(OwnTokens tokens) {
    return TokenFile.start(identity.tokenFile(), tokens);
  }

  @Bean
  FilterRegistrationBean<FilterChainProxy> tokenChecks(
      Issuer issuer,
      OwnTokens tokens,
      KeyRingSource keys,
      ServicePrincipals principals,
      BcryptHashes hashes,
      DeviceLogins logins,
      OpenPaths openPaths,
      ProblemWriter problems,
      JsonMapper json) {
    Map<String, AuthenticationManager> issuers = new HashMap<>();
    identity
        .issuers()
        .forEach(trusted ->
            issuers.put(trusted.uri().toString(), trusted.issuer().authentication(clock)));
    issuers.put(issuer.uri(), tokens.authentication(keys));
    PrincipalClients clients =
        new PrincipalClients(principals, bootstrap(hashes), issuer.tokenLifetime());
    return TokenChecks.filter(
        new JwtIssuerAuthenticationManagerResolver(issuers::get),
        new AccountAccess(openPaths),
        problems,
        new TokenEndpoint(issuer, clients, hashes, tokens, logins, new TokenRefusals(json), clock));
  }

  /** Hashing takes a tenth of a second, which no start should. */
  private Supplier<Optional<ServicePrincipal>> bootstrap(BcryptHashes hashes) {
    IdentityProperties.Bootstrap first = identity.bootstrap();
    return SingletonSupplier.of(() ->
        Optional.ofNullable(first.clientId())
            .map(id ->
                new ServicePrincipal(
                    id,
                    id,
                    hashes.hash(first.clientSecret()),
                    List.of(new RoleAssignment(Role.OWNER, Scope.EVERYWHERE)),
                    Instant.EPOCH)));
  }
}
