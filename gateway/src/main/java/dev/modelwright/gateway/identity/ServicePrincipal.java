package dev.modelwright.gateway.identity;

import java.time.Instant;
import java.util.List;

/**
 * A program, or a person at a command line, that gets tokens for an id and a secret.
 *
 * @param secretHash the secret itself is kept nowhere
 */
public record ServicePrincipal(
    String id,
    String displayName,
    String secretHash,
    List<RoleAssignment> roles,
    Instant createdAt) {

  public ServicePrincipal {
    roles = List.copyOf(roles);
  }

  ServicePrincipal withSecretHash(String other) {
    return new ServicePrincipal(id, displayName, other, roles, createdAt);
  }

  ServicePrincipal withRoles(List<RoleAssignment> others) {
    return new ServicePrincipal(id, displayName, secretHash, others, createdAt);
  }

  @Override
  public String toString() {
    return "ServicePrincipal[%s, %s, %s]".formatted(id, displayName, roles);
  }
}
