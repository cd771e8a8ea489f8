package dev.modelwright.gateway.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Adds and changes service principals; the secrets it makes are told once. */
public final class PrincipalRegistrar {

  /** By which scanners for leaked secrets can know ours. */
  private static final String SECRET_PREFIX = "mws_";

  private static final int SECRET_BYTES = 32;

  private final ServicePrincipals principals;
  private final SecretHashes hashes;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public PrincipalRegistrar(ServicePrincipals principals, SecretHashes hashes, Clock clock) {
    this.principals = principals;
    this.hashes = hashes;
    this.clock = clock;
  }

  /**
   * A principal and its new secret.
   *
   * @param secret which nobody can be told again
   */
  public record Registered(ServicePrincipal principal, String secret) {

    @Override
    public String toString() {
      return "Registered[%s]".formatted(principal);
    }
  }

  /**
   * @param displayName for people; null for none
   */
  public Registered register(String displayName, List<RoleAssignment> roles) {
    String id = UUID.randomUUID().toString();
    String secret = newSecret();
    ServicePrincipal principal =
        new ServicePrincipal(
            id,
            displayName == null ? id : displayName,
            hashes.hash(secret),
            roles,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    principals.add(principal);
    return new Registered(principal, secret);
  }

  /** The secret before is worth nothing from now on; empty when there is no such principal. */
  public Optional<Registered> resetSecret(String id) {
    String secret = newSecret();
    String hash = hashes.hash(secret);
    return change(id, principal -> principal.withSecretHash(hash))
        .map(principal -> new Registered(principal, secret));
  }

  /** Tokens that are out keep the roles that they say; empty when there is no such principal. */
  public Optional<ServicePrincipal> assign(String id, List<RoleAssignment> roles) {
    return change(id, principal -> principal.withRoles(roles));
  }

  private Optional<ServicePrincipal> change(String id, UnaryOperator<ServicePrincipal> change) {
    return principals.find(id).map(change).filter(principals::replace);
  }

  private String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
