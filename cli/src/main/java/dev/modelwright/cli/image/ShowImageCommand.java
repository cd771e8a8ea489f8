package dev.modelwright.cli.image;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image show}. */
@Command(
    name = "show",
    description = "Show one image, also while it is being built.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image show -i 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class ShowImageCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ImageIdOption image;

  public ShowImageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = image.path();
    session.print(options, session.gateway(options).get(path), ImageColumns.DETAILS);
  }
}
