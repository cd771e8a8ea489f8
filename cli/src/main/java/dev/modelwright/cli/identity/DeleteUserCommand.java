package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ad user delete}. */
@Command(
    name = "delete",
    description = "Delete a user, whose logins end.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad user delete --id USER_ID")
public final class DeleteUserCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(names = "--id", paramLabel = "USER_ID", required = true, description = "Their id.")
  private String id;

  public DeleteUserCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    boolean isDeleted = session.directory(options).delete(PrincipalPaths.user(id));
    session.tellDeletion(options, "user " + id, isDeleted);
  }
}
