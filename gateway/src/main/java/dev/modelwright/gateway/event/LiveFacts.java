package dev.modelwright.gateway.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hands every fact to all who follow, and knows how far it has come. Thread-safe. */
public final class LiveFacts implements AutoCloseable {

  private final Map<Partition, Long> offsets = new HashMap<>();
  private final Set<LiveFactQueue> queues = new HashSet<>();
  private boolean closed;

  /** The next fact of a partition will be that at the offset, or a later one. */
  public synchronized void reached(Partition partition, long offset) {
    offsets.put(partition, offset);
  }

  /** A fact has been published. */
  public synchronized void happened(PublishedFact fact) {
    queues.forEach(queue -> queue.add(fact));
  }

  public synchronized EventPosition position() {
    return new EventPosition(offsets);
  }

  /** All facts from the queue's start on. Close it. */
  LiveFactQueue open() {
    synchronized (this) {
      LiveFactQueue queue = new LiveFactQueue(position(), this);
      if (closed) {
        queue.end();
      } else {
        queues.add(queue);
      }
      return queue;
    }
  }

  synchronized void forget(LiveFactQueue queue) {
    queues.remove(queue);
  }

  /** Ends every following: this process stops. */
  @Override
  public synchronized void close() {
    closed = true;
    queues.forEach(LiveFactQueue::end);
    queues.clear();
  }
}
