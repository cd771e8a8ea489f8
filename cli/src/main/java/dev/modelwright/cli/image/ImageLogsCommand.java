package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Session;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code image logs}. */
@Command(
    name = "logs",
    description = "Print the log of an image's build; with --follow until the build ends.",
    footerHeading = "%nExample:%n",
    footer = "  modelwright image logs -i 07b56951-3ce6-481a-bcb7-e76ee669e990 --follow")
public final class ImageLogsCommand implements Runnable {

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ImageIdOption image;

  @Option(
      names = "--follow",
      description = "Follow the build, and end as 'image create' does: status 1 when it fails.")
  private boolean follow;

  public ImageLogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String id = image.id();
    Gateway gateway = session.gateway(options);
    if (follow) {
      gateway.get("/images/" + id);
      Image ended =
          new BuildFollower(gateway, out(), session.terminal().err(), FollowingTimes.usual())
              .follow(id);
      new ImageReport(out()).ended(ended);
    } else {
      copy(gateway, id);
    }
  }

  private void copy(Gateway gateway, String id) {
    try (Reader log =
        new InputStreamReader(gateway.text("/images/" + id + "/log"), StandardCharsets.UTF_8)) {
      log.transferTo(out());
      out().flush();
    } catch (IOException broken) {
      throw CommandException.systemError(
          "Cannot read the log of image '%s' to its end: the connection broke. Try again."
              .formatted(id),
          broken);
    }
  }

  private PrintWriter out() {
    return session.terminal().out();
  }
}
