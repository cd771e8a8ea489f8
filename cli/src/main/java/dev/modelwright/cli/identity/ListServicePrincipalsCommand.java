package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.output.Column;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ad sp list}. */
@Command(
    name = "list",
    description = "List service principals, oldest first.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp list -o table")
public final class ListServicePrincipalsCommand implements Runnable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Id", "id"),
          Column.of("DisplayName", "displayName"),
          new Column(
              "Roles",
              principal ->
                  Optional.of(principal.texts("roles"))
                      .filter(roles -> !roles.isEmpty())
                      .map(roles -> String.join(" ", roles))),
          Column.of("CreatedAt", "createdAt"));

  private final Session session;

  @Mixin private GlobalOptions options;

  public ListServicePrincipalsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, session.directory(options).list("/servicePrincipals", Query.none()), COLUMNS);
  }
}
