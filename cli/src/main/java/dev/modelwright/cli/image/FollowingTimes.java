package dev.modelwright.cli.image;

import java.time.Duration;

/**
 * How patiently a build is followed.
 *
 * @param poll between two looks at the image's state
 * @param reconnect before a log stream that ended is opened again
 * @param drain for the rest of the log once the build has ended
 * @param silence without any answer of the server, after which following ends
 */
record FollowingTimes(Duration poll, Duration reconnect, Duration drain, Duration silence) {

  static FollowingTimes usual() {
    return new FollowingTimes(
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2));
  }
}
