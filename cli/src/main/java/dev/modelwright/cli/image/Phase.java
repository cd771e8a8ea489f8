package dev.modelwright.cli.image;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.terminal.Quantities;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A step of a build as the server answers it. */
record Phase(Resource resource) {

  /** {@code environment 2.1 s}, {@code models 0.2 s (reused)}. */
  @Override
  public String toString() {
    return resource.text("Name").orElse("?")
        + duration().map(duration -> " " + Quantities.time(duration)).orElse("")
        + (isReused() ? " (reused)" : "");
  }

  private boolean isReused() {
    return resource.text("Reused").map(Boolean::parseBoolean).orElse(false);
  }

  /** ISO 8601 or seconds. */
  private Optional<Duration> duration() {
    return resource.text("Duration").flatMap(Phase::parsed);
  }

  private static Optional<Duration> parsed(String text) {
    try {
      return Optional.of(
          text.startsWith("P")
              ? Duration.parse(text)
              : Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
    } catch (DateTimeParseException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
