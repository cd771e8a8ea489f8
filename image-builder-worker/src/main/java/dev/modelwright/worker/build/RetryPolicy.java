package dev.modelwright.worker.build;

import java.time.Duration;

/**
 * How often a step is repeated that failed for a passing cause, and how long to wait before.
 *
 * @param limit how many repetitions; 0 for none
 * @param firstPause doubled after every failure
 * @param longestPause never more than this
 */
public record RetryPolicy(int limit, Duration firstPause, Duration longestPause) {

  private static final int MOST_DOUBLINGS = 20;

  public RetryPolicy {
    if (limit < 0 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "Cannot repeat steps %d times with pauses of %s to %s: give a limit of 0 or more and pauses that grow."
              .formatted(limit, firstPause, longestPause));
    }
  }

  Duration pauseAfter(int failures) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }

  void pause(int failures) throws InterruptedException {
    Thread.sleep(pauseAfter(failures));
  }
}
