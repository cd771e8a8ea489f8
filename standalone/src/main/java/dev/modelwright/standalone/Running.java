package dev.modelwright.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped once, the last first. */
final class Running implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Running.class);

  private record Part(String name, AutoCloseable closeable) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** Takes over a part that has been started; when everything stops already, it stops at once. */
  synchronized <P extends AutoCloseable> P add(String name, P part) {
    parts.push(new Part(name, part));
    if (closed) {
      close();
      throw new StoppedException();
    }
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
  }

  private static void stop(Part part) {
    try {
      part.closeable().close();
    } catch (Exception e) {
      log.warn("Cannot stop the {}: {}", part.name(), e.toString());
    }
  }
}
