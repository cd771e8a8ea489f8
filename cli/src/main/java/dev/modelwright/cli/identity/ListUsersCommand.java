package dev.modelwright.cli.identity;

import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ad user list}. */
@Command(
    name = "list",
    description = "List users.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad user list -o table")
public final class ListUsersCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public ListUsersCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, session.directory(options).list("/users", Query.none()), UserColumns.LIST);
  }
}
