package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.gateway.ServerEvent;
import dev.modelwright.cli.gateway.ServerEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the log of a build on a thread of its own, through broken connections, without losing or
 * repeating a line.
 */
final class LogTail implements AutoCloseable {

  private static final String END = "end";

  private enum StreamEnd {
    /** The server said that there is no more. */
    COMPLETE,
    /** The server hung up properly, perhaps only for now. */
    CLOSED,
    BROKEN
  }

  private final Gateway gateway;
  private final String path;
  private final Consumer<String> lines;
  private final Duration reconnect;
  private final Semaphore streamEnds = new Semaphore(0);
  private final CountDownLatch buildEnd = new CountDownLatch(1);
  private final Thread thread;
  private String lastId = "";

  private LogTail(Gateway gateway, String path, Consumer<String> lines, Duration reconnect) {
    this.gateway = gateway;
    this.path = path;
    this.lines = lines;
    this.reconnect = reconnect;
    this.thread = new Thread(this::follow, "log-tail");
    this.thread.setDaemon(true);
  }

  /**
   * @param lines is told each line, without its end
   * @param reconnect how long to wait before a stream that ended is opened again
   */
  static LogTail start(
      Gateway gateway, String imageId, Consumer<String> lines, Duration reconnect) {
    LogTail tail = new LogTail(gateway, "/images/" + imageId + "/log", lines, reconnect);
    tail.thread.start();
    return tail;
  }

  /** Waits until the stream ended, which it does when the build does, or {@code time} is over. */
  void awaitStreamEnd(Duration time) throws InterruptedException {
    if (streamEnds.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      streamEnds.drainPermits();
    }
  }

  /** The build has ended: reads what is left of its log, for {@code time} at most. */
  void finish(Duration time) throws InterruptedException {
    buildEnd.countDown();
    thread.join(time);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void follow() {
    try {
      while (true) {
        boolean isBuildEnded = buildEnd.getCount() == 0;
        StreamEnd end = readStream();
        streamEnds.release();
        if (end == StreamEnd.COMPLETE || (isBuildEnded && end == StreamEnd.CLOSED)) {
          return;
        }
        rest(isBuildEnded);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** If it breaks, the image's own state will tell what is wrong. */
  private StreamEnd readStream() {
    try (ServerEvents events = gateway.events(path, Query.none(), lastId)) {
      for (Optional<ServerEvent> event = events.next(); event.isPresent(); event = events.next()) {
        if (event.get().type().equals(END)) {
          return StreamEnd.COMPLETE;
        }
        print(event.get());
      }
      return StreamEnd.CLOSED;
    } catch (IOException | CommandException _) {
      return StreamEnd.BROKEN;
    }
  }

  private void print(ServerEvent event) {
    for (String line : event.data().split("\n", -1)) {
      lines.accept(line);
    }
    lastId = event.id();
  }

  private void rest(boolean isBuildEnded) throws InterruptedException {
    if (isBuildEnded) {
      Thread.sleep(reconnect);
    } else {
      buildEnd.await(reconnect.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
