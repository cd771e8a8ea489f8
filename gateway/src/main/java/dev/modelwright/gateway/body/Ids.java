package dev.modelwright.gateway.body;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids as clients spell them: with or without dashes, in any case, in braces or not. */
public final class Ids {

  private static final Pattern DIGITS =
      Pattern.compile(
          "([0-9a-f]{8})(-?)([0-9a-f]{4})\\2([0-9a-f]{4})\\2([0-9a-f]{4})\\2([0-9a-f]{12})",
          Pattern.CASE_INSENSITIVE);

  private Ids() {}

  /** The id that a text spells; empty when it spells none. */
  public static Optional<UUID> parse(String text) {
    Matcher digits = DIGITS.matcher(withoutBraces(text));
    if (!digits.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        UUID.fromString(
            String.join(
                "-",
                digits.group(1),
                digits.group(3),
                digits.group(4),
                digits.group(5),
                digits.group(6))));
  }

  private static String withoutBraces(String text) {
    boolean braced = text.length() > 1 && text.startsWith("{") && text.endsWith("}");
    return braced ? text.substring(1, text.length() - 1) : text;
  }
}
