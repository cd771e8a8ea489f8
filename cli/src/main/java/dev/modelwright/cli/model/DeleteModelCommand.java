package dev.modelwright.cli.model;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code model delete}. */
@Command(
    name = "delete",
    description = "Delete a model that no manifest uses.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright model delete -m 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class DeleteModelCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-m", "--model-id"},
      paramLabel = "ID",
      required = true,
      description = "The model's id.")
  private String id;

  public DeleteModelCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/models/" + Ids.checked("model", id);
    boolean isDeleted = session.gateway(options).delete(path);
    session.tellDeletion(options, "model " + id, isDeleted);
  }
}
