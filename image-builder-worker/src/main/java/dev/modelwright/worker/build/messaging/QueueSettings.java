package dev.modelwright.worker.build.messaging;

import dev.modelwright.messaging.KafkaConnection;
import java.time.Duration;

/**
 * How this worker takes part in the queue of builds.
 *
 * @param slots how many builds at the same time
 * @param lock how long a build stays with a worker that does not renew it, 15 s to 60 s
 */
public record QueueSettings(KafkaConnection kafka, int slots, Duration lock) {

  private static final Duration SHORTEST_LOCK = Duration.ofSeconds(15);
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(60);
  private static final int RENEWALS_PER_LOCK = 3;

  public QueueSettings {
    if (slots < 1) {
      throw new IllegalArgumentException(
          "modelwright.worker.slots is %d: give 1 or more".formatted(slots));
    }
    if (lock.compareTo(SHORTEST_LOCK) < 0 || lock.compareTo(LONGEST_LOCK) > 0) {
      throw new IllegalArgumentException(
          "modelwright.worker.lock is %s: give 15s to 60s".formatted(lock));
    }
  }

  Duration renewEvery() {
    return lock.dividedBy(RENEWALS_PER_LOCK);
  }
}
