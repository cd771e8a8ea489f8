package dev.modelwright.cli.identity;

import dev.modelwright.cli.output.Column;
import java.util.List;
import java.util.Optional;

/** What is shown of users. */
final class UserColumns {

  static final List<Column> LIST =
      List.of(
          Column.of("Id", "id"),
          Column.of("UserPrincipalName", "name"),
          Column.of("DisplayName", "displayName"),
          new Column(
              "Roles",
              user ->
                  Optional.of(user.texts("roles"))
                      .filter(roles -> !roles.isEmpty())
                      .map(roles -> String.join(" ", roles))));

  static final List<Column> NEW =
      List.of(
          Column.of("Id", "id"),
          Column.of("UserPrincipalName", "name"),
          Column.of("Password", "password"));

  private UserColumns() {}
}
