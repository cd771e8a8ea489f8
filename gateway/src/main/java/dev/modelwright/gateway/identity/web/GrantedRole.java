package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.RoleAssignment;
import org.springframework.security.core.GrantedAuthority;

/** A role assignment that the caller's token carries. */
record GrantedRole(RoleAssignment assignment) implements GrantedAuthority {

  @Override
  public String getAuthority() {
    return assignment.toString();
  }
}
