package dev.modelwright.cli.image;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image delete}. */
@Command(
    name = "delete",
    description = "Delete an image that is not being built.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image delete -i 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class DeleteImageCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  @Mixin private ImageIdOption image;

  public DeleteImageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String id = image.id();
    boolean isDeleted = session.gateway(options).delete(image.path());
    session.tellDeletion(options, "image " + id, isDeleted);
  }
}
