package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.UnreachableGatewayException;
import java.io.PrintWriter;
import java.util.Optional;

/** Shows a build while it goes on, and knows its end. */
final class BuildFollower {

  private final Gateway gateway;
  private final PrintWriter log;
  private final PrintWriter notices;
  private final FollowingTimes times;

  /**
   * @param log gets the lines of the build log
   * @param notices gets what there is to say about following it
   */
  BuildFollower(Gateway gateway, PrintWriter log, PrintWriter notices, FollowingTimes times) {
    this.gateway = gateway;
    this.log = log;
    this.notices = notices;
    this.times = times;
  }

  /**
   * Returns when the build has ended, however it did.
   *
   * @throws UnreachableGatewayException when the server stays away; the build goes on
   */
  Image follow(String imageId) {
    try (LogTail tail = LogTail.start(gateway, imageId, log::println, times.reconnect());
        InterruptionNotice _ = InterruptionNotice.show(notices, continues(imageId))) {
      while (true) {
        tail.awaitStreamEnd(times.poll());
        Image image = read(imageId);
        if (image.state().isEnd()) {
          tail.finish(times.drain());
          return image;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandException.systemError(continues(imageId), interrupted);
    }
  }

  static String continues(String imageId) {
    return "The build continues. Follow it with 'modelwright image logs -i "
        + imageId
        + " --follow'.";
  }

  private Image read(String imageId) throws InterruptedException {
    long deadline = System.nanoTime() + times.silence().toNanos();
    boolean isNoticed = false;
    while (true) {
      Optional<Image> image = tryRead(imageId, deadline);
      if (image.isPresent()) {
        return image.get();
      }
      if (!isNoticed) {
        notices.println("The server is away; the build is kept. Waiting for it to come back.");
        isNoticed = true;
      }
      Thread.sleep(times.poll());
    }
  }

  private Optional<Image> tryRead(String imageId, long deadline) {
    try {
      return Optional.of(new Image(gateway.get("/images/" + imageId)));
    } catch (UnreachableGatewayException away) {
      if (System.nanoTime() - deadline > 0) {
        notices.println(continues(imageId));
        throw away;
      }
      return Optional.empty();
    }
  }
}
