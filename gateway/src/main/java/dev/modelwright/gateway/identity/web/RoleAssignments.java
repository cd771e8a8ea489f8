package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.problem.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads the roles that a request assigns. */
final class RoleAssignments {

  private static final int MOST_ROLES = 100;

  private RoleAssignments() {}

  /** Empty when they are wrong, which the body then knows. */
  static List<RoleAssignment> read(RequestObject body) {
    List<String> texts = body.texts("roles");
    if (texts.isEmpty()) {
      body.broken("roles", "is missing or empty");
    }
    if (texts.size() > MOST_ROLES) {
      body.broken(
          "roles", "has %d items; at most %d are taken".formatted(texts.size(), MOST_ROLES));
      return List.of();
    }
    LinkedHashSet<RoleAssignment> roles = new LinkedHashSet<>();
    for (int index = 0; index < texts.size(); index++) {
      String text = texts.get(index);
      Optional<RoleAssignment> role = text == null ? Optional.empty() : RoleAssignment.of(text);
      if (text != null && role.isEmpty()) {
        body.broken(
            "roles[%d]".formatted(index),
            "is '%s', not reader, contributor or owner, alone or with @subscription/group/account after it"
                .formatted(Shown.shortened(text)));
      }
      role.ifPresent(roles::add);
    }
    return new ArrayList<>(roles);
  }
}
