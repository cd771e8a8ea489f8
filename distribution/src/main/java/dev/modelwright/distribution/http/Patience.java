package dev.modelwright.distribution.http;

import java.time.Duration;

/**
 * How long we wait for a container registry.
 *
 * @param answer for the answer to a small request
 * @param longAnswer for the answer after a blob, all of which may have to be read once more
 * @param stall for the next bytes to come or to be taken
 */
record Patience(Duration answer, Duration longAnswer, Duration stall) {

  static Patience standard() {
    return new Patience(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(1));
  }
}
