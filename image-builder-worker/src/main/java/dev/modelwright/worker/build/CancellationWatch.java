package dev.modelwright.worker.build;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether an image is cancelled, and then interrupts the thread that made it.
 */
final class CancellationWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CancellationWatch.class);

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final UUID image;
  private final Cancellations cancellations;
  private final Thread build = Thread.currentThread();
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread watcher;
  private boolean cancelled;
  private boolean closed;

  private CancellationWatch(UUID image, Cancellations cancellations) {
    this.image = image;
    this.cancellations = cancellations;
    this.watcher = Thread.ofVirtual().name("cancellation of " + image).unstarted(this::watch);
  }

  /** Begins to watch for the thread that calls it. */
  static CancellationWatch of(UUID image, Cancellations cancellations) {
    CancellationWatch watch = new CancellationWatch(image, cancellations);
    watch.watcher.start();
    return watch;
  }

  /** Whether that is why the thread was interrupted. */
  boolean hasInterrupted() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    try {
      do {
        Thread.sleep(BETWEEN);
      } while (!isCancelled());
      interrupt();
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private boolean isCancelled() {
    try {
      return cancellations.isCancelled(image);
    } catch (RuntimeException e) {
      log.debug("Cannot see whether image {} is cancelled", image, e);
      return false;
    }
  }

  private void interrupt() {
    lock.lock();
    try {
      if (!closed) {
        cancelled = true;
        build.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is interrupted afterwards, not even by what came too late to be noticed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (cancelled) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
    watcher.interrupt();
  }
}
