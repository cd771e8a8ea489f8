package dev.modelwright.cli.image;

import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image cancel}. */
@Command(
    name = "cancel",
    description = "Cancel the build of an image.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image cancel -i 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class CancelImageCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ImageIdOption image;

  public CancelImageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Gateway gateway = session.gateway(options);
    gateway.act(image.path() + "/cancel");
    if (options.isForProgram()) {
      session.print(options, gateway.get(image.path()), ImageColumns.DETAILS);
    } else {
      session.terminal().out().println("Cancelling image " + image.id());
      session
          .terminal()
          .out()
          .println("More details: 'modelwright image show -i " + image.id() + "'");
    }
  }
}
