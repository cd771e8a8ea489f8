package dev.modelwright.artifacts;

import java.time.Duration;

/** A moment on the monotonic clock. */
record Deadline(long nanoTime) {

  static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** Zero once it has passed. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
