package dev.modelwright.distribution.http;

import dev.modelwright.distribution.UnavailableContainerRegistryException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How often and when something is tried again that failed for a passing reason.
 *
 * @param attempts in all
 * @param firstPause doubled after each try
 * @param longestPause also bounds what a container registry may ask for
 */
record Retries(int attempts, Duration firstPause, Duration longestPause, Sleeper sleeper) {

  static Retries standard() {
    return new Retries(5, Duration.ofMillis(250), Duration.ofSeconds(30), Thread::sleep);
  }

  /**
   * @param what completes "Cannot …" in the message of the last failure
   */
  <T> T run(String what, Supplier<T> attempt) {
    Duration pause = firstPause;
    for (int i = 1; ; i++) {
      try {
        return attempt.get();
      } catch (PassingFailure e) {
        if (i == attempts) {
          throw unavailable(what, e);
        }
        pause(e.retryAfter().orElse(pause), what);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private void pause(Duration wanted, String what) {
    try {
      sleeper.sleep(wanted.compareTo(longestPause) > 0 ? longestPause : wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableContainerRegistryException("Cannot %s: interrupted.".formatted(what), e);
    }
  }

  private UnavailableContainerRegistryException unavailable(String what, PassingFailure last) {
    return new UnavailableContainerRegistryException(
        "Cannot %s: %s, %d times in a row. Is the container registry up and reachable, and has its disk room?"
            .formatted(what, last.getMessage(), attempts),
        last.getCause());
  }

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
  }
}
