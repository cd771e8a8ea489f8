package dev.modelwright.gateway.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelwright.gateway.identity.PrincipalRegistrar.Registered;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.ServicePrincipal;
import java.time.Instant;
import java.util.List;

/** A service principal on the wire; its secret is there only when it has just been made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServicePrincipalResource(
    String id, String displayName, List<String> roles, Instant createdAt, String secret) {

  static ServicePrincipalResource of(ServicePrincipal principal) {
    return of(principal, null);
  }

  static ServicePrincipalResource of(Registered registered) {
    return of(registered.principal(), registered.secret());
  }

  private static ServicePrincipalResource of(ServicePrincipal principal, String secret) {
    return new ServicePrincipalResource(
        principal.id(),
        principal.displayName(),
        principal.roles().stream().map(RoleAssignment::toString).toList(),
        principal.createdAt(),
        secret);
  }
}
