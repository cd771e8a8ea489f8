package dev.modelwright.gateway.identity;

import java.util.List;
import java.util.Optional;

/** A role somewhere; on the wire {@code role@scope}, or {@code role} alone for everywhere. */
public record RoleAssignment(Role role, Scope scope) {

  /** Empty when the text is no assignment of ours. */
  public static Optional<RoleAssignment> of(String text) {
    String[] parts = text.strip().split("@", 2);
    try {
      Scope scope = parts.length == 1 ? Scope.EVERYWHERE : Scope.of(parts[1]);
      return Role.of(parts[0]).map(role -> new RoleAssignment(role, scope));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The highest role that holds in a scope, if any does. */
  public static Optional<Role> highest(List<RoleAssignment> assignments, Scope scope) {
    return assignments.stream()
        .filter(assignment -> assignment.scope.contains(scope))
        .map(RoleAssignment::role)
        .max(Role::compareTo);
  }

  @Override
  public String toString() {
    return scope.equals(Scope.EVERYWHERE) ? role.toString() : role + "@" + scope;
  }
}
