package dev.modelwright.gateway.image.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Prefer} (RFC 7240); what cannot be read there is ignored, as it says. */
final class Preferences {

  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

  private Preferences() {}

  /**
   * How long the client would wait for a finished image.
   *
   * @param headers values of all its {@code Prefer} headers; null when there is none
   */
  static Optional<Duration> waiting(List<String> headers) {
    Matcher wait = WAIT.matcher(headers == null ? "" : String.join(",", headers));
    return wait.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1))))
        : Optional.empty();
  }
}
