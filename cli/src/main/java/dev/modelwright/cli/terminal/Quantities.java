package dev.modelwright.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. */
public final class Quantities {

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  private Quantities() {}

  /** Decimal units, three digits at least: {@code 999 bytes}, {@code 28.3 MB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " " + (bytes == 1 ? "byte" : UNITS[0])
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  public static String time(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
