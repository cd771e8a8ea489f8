package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.identity.Role;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.Scope;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.web.OpenPaths;
import dev.modelwright.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/** Lets a request through when the caller's roles are enough for it. */
public final class AccountAccess implements AuthorizationManager<HttpServletRequest> {

  private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);

  private final AccessRules rules = new AccessRules();
  private final OpenPaths openPaths;

  public AccountAccess(OpenPaths openPaths) {
    this.openPaths = openPaths;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends Authentication> caller, HttpServletRequest request) {
    if (openPaths.include(request)) {
      return GRANTED;
    }
    Authentication known = caller.get();
    // A path that names no account at all is refused by its controller, with better words.
    return rules
        .of(request)
        .flatMap(need -> refusal(known, need, request))
        .<AuthorizationResult>map(refusal -> refusal)
        .orElse(GRANTED);
  }

  private static Optional<Refusal> refusal(
      Authentication caller, AccessRules.Need need, HttpServletRequest request) {
    List<RoleAssignment> assignments =
        caller.getAuthorities().stream()
            .filter(GrantedRole.class::isInstance)
            .map(authority -> ((GrantedRole) authority).assignment())
            .toList();
    Optional<Role> held = RoleAssignment.highest(assignments, need.scope());
    if (held.filter(role -> role.includes(need.role())).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            "Cannot %s '%s': it needs the role %s %s, and %s. Ask an owner for it."
                .formatted(
                    Shown.shortened(request.getMethod()),
                    Shown.shortened(request.getRequestURI()),
                    need.role(),
                    place(need.scope()),
                    held.map("the token has only %s there"::formatted)
                        .orElseGet(() -> others(assignments))),
            new RoleAssignment(need.role(), need.scope()).toString()));
  }

  private static String place(Scope scope) {
    return switch (scope.segments().size()) {
      case 0 -> "everywhere";
      case 1 -> "in subscription '%s'".formatted(scope);
      case 2 -> "in resource group '%s'".formatted(scope);
      default -> "in account '%s'".formatted(scope);
    };
  }

  private static String others(List<RoleAssignment> assignments) {
    return assignments.isEmpty()
        ? "the token has no role"
        : "the token has only "
            + assignments.stream()
                .limit(5)
                .map(RoleAssignment::toString)
                .collect(Collectors.joining(", "));
  }
}
