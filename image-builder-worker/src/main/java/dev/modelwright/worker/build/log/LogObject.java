package dev.modelwright.worker.build.log;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to a log of the artifact store, several at once: a store may limit the number of
 * appends. While the store is away lines are kept, up to a limit. Thread-safe.
 */
final class LogObject {

  private static final Logger log = LoggerFactory.getLogger(LogObject.class);

  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final int ENOUGH_BYTES = 64 * 1024;
  private static final int MAX_KEPT_BYTES = 4 << 20;

  private final Artifacts artifacts;
  private final ArtifactPath path;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private final Thread writer;
  private long position;
  private boolean lost;
  private boolean closed;

  private LogObject(Artifacts artifacts, ArtifactPath path) {
    this.artifacts = artifacts;
    this.path = path;
    this.writer = Thread.ofVirtual().name("log " + path).unstarted(this::write);
  }

  static LogObject open(Artifacts artifacts, ArtifactPath path) {
    LogObject object = new LogObject(artifacts, path);
    object.writer.start();
    return object;
  }

  /**
   * @param text without its line end
   */
  void line(String text) {
    lock.lock();
    try {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      if (waiting.size() + bytes.length <= MAX_KEPT_BYTES) {
        waiting.writeBytes(bytes);
      } else {
        lost = true;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    while (awaitLines()) {
      append();
    }
    append();
  }

  /**
   * Returns when there is enough to append, or the oldest line has waited enough; false at the end.
   */
  private boolean awaitLines() {
    lock.lock();
    try {
      while (waiting.size() == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      long nanos = LONGEST_WAIT.toNanos();
      while (waiting.size() < ENOUGH_BYTES && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return !closed;
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the writer of a log", e);
    } finally {
      lock.unlock();
    }
  }

  private void append() {
    byte[] bytes = take();
    if (bytes.length == 0) {
      return;
    }
    try {
      artifacts.append(path, position, bytes);
      position += bytes.length;
    } catch (RuntimeException e) {
      log.warn("Cannot append to build log '{}': {}", path, e.getMessage());
      putBack(bytes);
    }
  }

  private byte[] take() {
    lock.lock();
    try {
      if (lost) {
        lost = false;
        waiting.writeBytes(
            "(lines are missing here: the artifact store was away)\n"
                .getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = waiting.toByteArray();
      waiting.reset();
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private void putBack(byte[] bytes) {
    lock.lock();
    try {
      byte[] newer = waiting.toByteArray();
      waiting.reset();
      waiting.writeBytes(bytes);
      waiting.writeBytes(newer);
    } finally {
      lock.unlock();
    }
  }

  /** Stores what is waiting. Idempotent. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    joinUninterruptibly();
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (true) {
      try {
        writer.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
