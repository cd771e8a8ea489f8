package dev.modelwright.gateway.exchange;

import dev.modelwright.schemas.Event;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Hands facts to whoever waits for news of one id, and keeps only rejections. Thread-safe. */
public final class Facts implements AutoCloseable {

  private final ConcurrentMap<UUID, Set<FactQueue>> queues = new ConcurrentHashMap<>();
  private final Rejections rejections;
  private volatile boolean closed;

  public Facts(Rejections rejections) {
    this.rejections = rejections;
  }

  /** All facts about a model, manifest or image from now on. Close the queue. */
  public FactQueue about(UUID id) {
    FactQueue queue = new FactQueue(id, this);
    queues.compute(
        id,
        (_, present) -> {
          Set<FactQueue> together = present == null ? ConcurrentHashMap.newKeySet() : present;
          together.add(queue);
          return together;
        });
    if (closed) {
      queue.end();
    }
    return queue;
  }

  /** A fact has happened. */
  public void happened(Event fact) {
    rejections.heard(fact);
    Set<FactQueue> waiting = queues.get(fact.id());
    if (waiting != null) {
      waiting.forEach(queue -> queue.add(fact));
    }
  }

  void forget(FactQueue queue) {
    queues.computeIfPresent(
        queue.id(),
        (_, present) -> {
          present.remove(queue);
          return present.isEmpty() ? null : present;
        });
  }

  /** Ends every waiting: this process stops. */
  @Override
  public void close() {
    closed = true;
    queues.values().forEach(waiting -> waiting.forEach(FactQueue::end));
  }
}
