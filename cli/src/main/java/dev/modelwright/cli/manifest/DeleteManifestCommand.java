package dev.modelwright.cli.manifest;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code manifest delete}. */
@Command(
    name = "delete",
    description = "Delete a manifest that no image uses.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright manifest delete -i 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class DeleteManifestCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(
      names = {"-i", "--manifest-id"},
      paramLabel = "ID",
      required = true,
      description = "The manifest's id.")
  private String id;

  public DeleteManifestCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/manifests/" + Ids.checked("manifest", id);
    boolean isDeleted = session.gateway(options).delete(path);
    session.tellDeletion(options, "manifest " + id, isDeleted);
  }
}
