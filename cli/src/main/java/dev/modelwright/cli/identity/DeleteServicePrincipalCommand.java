package dev.modelwright.cli.identity;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ad sp delete}. */
@Command(
    name = "delete",
    description = "Delete a service principal: it gets no token any more.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright ad sp delete --id APP_ID")
public final class DeleteServicePrincipalCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(names = "--id", paramLabel = "APP_ID", required = true, description = "Its id.")
  private String id;

  public DeleteServicePrincipalCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    boolean isDeleted = session.directory(options).delete(PrincipalPaths.servicePrincipal(id));
    session.tellDeletion(options, "service principal " + id, isDeleted);
  }
}
