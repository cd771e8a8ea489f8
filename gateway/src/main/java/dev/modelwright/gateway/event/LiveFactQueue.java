package dev.modelwright.gateway.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Facts from one position on, for one reader. A reader that falls far behind is given up. */
final class LiveFactQueue implements AutoCloseable {

  private static final int LONGEST = 10_000;

  private final EventPosition start;
  private final LiveFacts facts;
  private final BlockingQueue<Optional<PublishedFact>> waiting = new LinkedBlockingQueue<>();
  private volatile boolean open = true;

  LiveFactQueue(EventPosition start, LiveFacts facts) {
    this.start = start;
    this.facts = facts;
  }

  EventPosition start() {
    return start;
  }

  void add(PublishedFact fact) {
    if (!open) {
      return;
    }
    if (waiting.size() < LONGEST) {
      waiting.add(Optional.of(fact));
    } else {
      end();
    }
  }

  void end() {
    open = false;
    waiting.clear();
    waiting.add(Optional.empty());
  }

  /** False once nothing will come any more. */
  boolean isOpen() {
    return open;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The next fact; empty when none came in time, or none will come. */
  Optional<PublishedFact> next(Duration limit) {
    try {
      Optional<PublishedFact> next = waiting.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
      return next == null ? Optional.empty() : next;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      open = false;
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    facts.forget(this);
  }
}
