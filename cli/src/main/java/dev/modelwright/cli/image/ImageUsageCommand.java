package dev.modelwright.cli.image;

import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code image usage}. */
@Command(
    name = "usage",
    description = "Tell how to pull, run and ask an image.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image usage -i 07b56951-3ce6-481a-bcb7-e76ee669e990")
public final class ImageUsageCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ImageIdOption image;

  public ImageUsageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = image.path();
    Image used = new Image(session.gateway(options).get(path));
    if (options.isForProgram()) {
      session.print(options, used.resource(), ImageColumns.DETAILS);
    } else {
      new ImageReport(session.terminal().out()).usage(used);
    }
  }
}
