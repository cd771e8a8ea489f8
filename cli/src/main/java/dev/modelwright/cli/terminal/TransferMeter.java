package dev.modelwright.cli.terminal;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a transfer is.
 *
 * @param moved bytes so far
 * @param total bytes in all; 0 for an empty file
 * @param elapsed since its start
 */
record TransferMeter(long moved, long total, Duration elapsed) {

  /** A rate taken over less than this says nothing. */
  private static final Duration MEANINGFUL = Duration.ofMillis(200);

  int percent() {
    return total == 0 ? 100 : (int) Math.min(100, moved * 100 / total);
  }

  /** Bytes per second on average. */
  Optional<Long> rate() {
    return elapsed.compareTo(MEANINGFUL) < 0
        ? Optional.empty()
        : Optional.of(moved * 1000 / elapsed.toMillis());
  }

  Optional<Duration> left() {
    return rate()
        .filter(rate -> rate > 0)
        .map(rate -> Duration.ofMillis((total - moved) * 1000 / rate));
  }
}
