package dev.modelwright.gateway.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log of an image, written {@code attempt-offset}.
 *
 * @param attempt from 1 on
 * @param offset in bytes
 */
public record LogPosition(int attempt, long offset) {

  public static final LogPosition START = new LogPosition(1, 0);

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})-(\\d{1,18})");

  /** Empty when the text is no position. */
  public static Optional<LogPosition> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new LogPosition(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  LogPosition plus(int bytes) {
    return new LogPosition(attempt, offset + bytes);
  }

  LogPosition nextAttempt() {
    return new LogPosition(attempt + 1, 0);
  }

  @Override
  public String toString() {
    return attempt + "-" + offset;
  }
}
