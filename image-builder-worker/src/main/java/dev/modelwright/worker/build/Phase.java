package dev.modelwright.worker.build;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step as it went in one attempt.
 *
 * @param duration empty while it runs
 * @param reused whether everything it makes was there already
 */
public record Phase(Step step, Instant startedAt, Optional<Duration> duration, boolean reused) {

  static Phase begun(Step step, Instant now) {
    return new Phase(step, now, Optional.empty(), false);
  }

  Phase ended(Instant now, boolean everythingReused) {
    return new Phase(
        step, startedAt, Optional.of(Duration.between(startedAt, now)), everythingReused);
  }
}
