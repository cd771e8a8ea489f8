package dev.modelwright.cli.session;

import dev.modelwright.cli.failure.CommandException;
import java.util.regex.Pattern;

/** Ids as typed: UUIDs, with or without dashes, in any case. */
public final class Ids {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

  private Ids() {}

  public static boolean isId(String text) {
    return UUID.matcher(text).matches();
  }

  /**
   * The id itself.
   *
   * @param kind {@code model}, {@code manifest} or {@code image}
   */
  public static String checked(String kind, String text) {
    if (isId(text)) {
      return text;
    }
    throw CommandException.userError(
        "Cannot use %1$s id '%2$s': it is no id. 'modelwright %1$s list -o table' shows the ids."
            .formatted(kind, text));
  }

  /**
   * A name that is not blank; the server knows the other rules.
   *
   * @param kind {@code model}, {@code manifest} or {@code image}
   */
  public static String checkedName(String kind, String name) {
    if (name.isBlank()) {
      throw CommandException.userError(
          "Cannot create %s '': the name is empty. Give one with -n.".formatted(kind));
    }
    return name;
  }
}
