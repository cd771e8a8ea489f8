package dev.modelwright.gateway.exchange;

import dev.modelwright.schemas.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Facts about one id in their order, for one reader. */
public final class FactQueue implements AutoCloseable {

  private final UUID id;
  private final Facts facts;
  private final BlockingQueue<Optional<Event>> waiting = new LinkedBlockingQueue<>();
  private volatile boolean open = true;

  FactQueue(UUID id, Facts facts) {
    this.id = id;
    this.facts = facts;
  }

  UUID id() {
    return id;
  }

  void add(Event fact) {
    waiting.add(Optional.of(fact));
  }

  void end() {
    open = false;
    waiting.add(Optional.empty());
  }

  /** Whether facts may still come; false once this process stops. */
  public boolean isOpen() {
    return open;
  }

  /** The next fact; empty when none came in time, or none will come. */
  public Optional<Event> next(Duration limit) {
    try {
      Optional<Event> next = waiting.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
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
