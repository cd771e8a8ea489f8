package dev.modelwright.worker.build.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on one record of the queue. It ends by itself unless it is renewed, and an ended lock is
 * lost even when nobody else has taken it. Used by the thread of its consumer.
 */
final class Lease {

  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL_LIMIT = Duration.ofMillis(500);

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Duration trusted;
  private final ConsumerRecord<byte[], byte[]> original;
  private ConsumerRecord<byte[], byte[]> held;
  private Optional<ConsumerRecord<byte[], byte[]>> successor = Optional.empty();
  private State state = State.HELD;
  private long renewedNanos = System.nanoTime();
  private long triedNanos = renewedNanos;

  /** Whether the record is ours. */
  enum State {
    HELD,
    /** The broker did not answer; the lock may hold still. */
    UNCERTAIN,
    LOST
  }

  Lease(
      ShareConsumer<byte[], byte[]> consumer,
      ConsumerRecord<byte[], byte[]> message,
      Duration lock) {
    this.consumer = consumer;
    this.original = message;
    this.held = message;
    // The broker's clock began when it gave the record out, before ours.
    this.trusted = lock.multipliedBy(4).dividedBy(5);
  }

  State state() {
    return state;
  }

  /** Whether the last try to renew it was longer ago than this. */
  boolean isOlderThan(Duration age) {
    return System.nanoTime() - triedNanos > age.toNanos();
  }

  /** A record that came in place of the lost one; it must be handled next. */
  Optional<ConsumerRecord<byte[], byte[]>> successor() {
    return successor;
  }

  /**
   * Renews the lock. One that has ended is lost whatever the broker answers: it takes the renewal
   * of a record that another has finished meanwhile.
   */
  State renew() {
    long now = System.nanoTime();
    if (now - renewedNanos > trusted.toNanos()) {
      state = State.LOST;
    }
    if (state == State.LOST) {
      return state;
    }
    triedNanos = now;
    if (held != null) {
      state = commit(AcknowledgeType.RENEW);
    }
    if (state != State.LOST) {
      receive(now);
    }
    return state;
  }

  /** A renewed record is handed out again by the next poll, at once. */
  private void receive(long asked) {
    try {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL_LIMIT)) {
        if (isSame(message)) {
          held = message;
          state = State.HELD;
          renewedNanos = asked;
        } else {
          successor = Optional.of(message);
          state = State.LOST;
        }
        return;
      }
      held = null;
      state = State.UNCERTAIN;
    } catch (KafkaException | IllegalStateException e) {
      log.warn("The queue of builds does not answer: {}", e.getMessage());
      state = State.UNCERTAIN;
    }
  }

  private boolean isSame(ConsumerRecord<byte[], byte[]> message) {
    return message.offset() == original.offset() && message.partition() == original.partition();
  }

  /**
   * Ends the lease.
   *
   * @return whether the broker took it; else the record comes again, to us or to another
   */
  boolean end(AcknowledgeType type) {
    if (held == null) {
      return false;
    }
    // A lost record as well: the consumer wants an answer before it polls again.
    boolean taken = commit(type) == State.HELD && state != State.LOST;
    state = State.LOST;
    return taken;
  }

  private State commit(AcknowledgeType type) {
    try {
      consumer.acknowledge(held, type);
      return result(consumer.commitSync(COMMIT_LIMIT));
    } catch (InvalidRecordStateException | IllegalStateException _) {
      return State.LOST;
    } catch (KafkaException e) {
      log.warn("The queue of builds does not answer: {}", e.getMessage());
      return State.UNCERTAIN;
    }
  }

  private static State result(Map<TopicIdPartition, Optional<KafkaException>> partitions) {
    for (Optional<KafkaException> failure : partitions.values()) {
      if (failure.isPresent()) {
        return failure.get() instanceof InvalidRecordStateException ? State.LOST : State.UNCERTAIN;
      }
    }
    return State.HELD;
  }
}
