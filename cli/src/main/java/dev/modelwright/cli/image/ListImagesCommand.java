package dev.modelwright.cli.image;

import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image list}. */
@Command(
    name = "list",
    description = "List the images.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image list -o table")
public final class ListImagesCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;

  public ListImagesCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    session.print(
        options, session.gateway(options).list("/images", Query.none()), ImageColumns.LIST);
  }
}
