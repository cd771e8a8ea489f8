package dev.modelwright.worker.build;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishes how far an attempt is from a thread of its own: the latest only, at most twice a
 * second, so that neither a slow broker holds a build up nor a fast build floods the topic.
 */
final class Progress implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final BuildEvents events;
  private final Attempt attempt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread publisher;
  private List<Phase> latest;

  private Progress(BuildEvents events, Attempt attempt) {
    this.events = events;
    this.attempt = attempt;
    this.publisher =
        Thread.ofVirtual().name("progress " + attempt.order().image()).unstarted(this::publish);
  }

  static Progress of(Attempt attempt, BuildEvents events) {
    Progress progress = new Progress(events, attempt);
    progress.publisher.start();
    return progress;
  }

  void report(List<Phase> phases) {
    lock.lock();
    try {
      latest = phases;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void publish() {
    try {
      while (true) {
        events.progressed(attempt, takeLatest());
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private List<Phase> takeLatest() throws InterruptedException {
    lock.lock();
    try {
      while (latest == null) {
        changed.await();
      }
      List<Phase> taken = latest;
      latest = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is published afterwards; what waits is dropped, for the last fact holds all of it. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    publisher.interrupt();
    while (publisher.isAlive()) {
      try {
        publisher.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
