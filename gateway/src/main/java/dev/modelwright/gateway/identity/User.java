package dev.modelwright.gateway.identity;

import java.time.Instant;
import java.util.List;

/**
 * A person who logs in with a name and a password.
 *
 * @param id in tokens, and never another person's
 * @param name to log in with, in lower case
 * @param passwordHash the password itself is kept nowhere
 */
public record User(
    String id,
    String name,
    String displayName,
    String passwordHash,
    List<RoleAssignment> roles,
    Instant createdAt) {

  public User {
    roles = List.copyOf(roles);
  }

  User withPasswordHash(String other) {
    return new User(id, name, displayName, other, roles, createdAt);
  }

  User withRoles(List<RoleAssignment> others) {
    return new User(id, name, displayName, passwordHash, others, createdAt);
  }

  @Override
  public String toString() {
    return "User[%s, %s, %s]".formatted(id, name, roles);
  }
}
