package dev.modelwright.distribution.http;

import java.time.Duration;
import java.util.Optional;

/** A try that failed for a reason which may pass; never leaves this package. */
final class PassingFailure extends RuntimeException {

  private final Duration retryAfter;

  PassingFailure(String message, Throwable cause) {
    this(message, cause, null);
  }

  PassingFailure(String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** What the container registry asked for. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
