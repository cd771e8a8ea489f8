package dev.modelwright.worker.verification;

import dev.modelwright.worker.engine.Limits;
import java.time.Duration;

/**
 * How images are verified here.
 *
 * @param timeout from the start of the container to its answer, at least 1 s
 */
public record VerificationSettings(Limits limits, Duration timeout) {

  public VerificationSettings {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "Cannot verify images within %s: give at least 1s.".formatted(timeout));
    }
  }
}
