package dev.modelwright.cli.session;

import dev.modelwright.cli.failure.CommandException;
import java.util.regex.Pattern;

/** Ids as typed: UUIDs, with or without dashes, in any case, in braces or not. */
public final class Ids {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
  private static final Pattern IMAGE_NAME =
      Pattern.compile("(?=.{1,128}$)[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

  private Ids() {}

  public static boolean isId(String text) {
    return UUID.matcher(bare(text)).matches();
  }

  private static String bare(String text) {
    return text.replaceFirst("^\\{(.*)}$", "$1");
  }

  /**
   * The id itself, without braces.
   *
   * @param kind {@code model}, {@code manifest} or {@code image}
   */
  public static String checked(String kind, String text) {
    if (isId(text)) {
      return bare(text);
    }
    throw CommandException.userError(
        "Cannot use %1$s id '%2$s': it is no id. 'modelwright %1$s list -o table' shows the ids."
            .formatted(kind, text));
  }

  /**
   * Refuses a name that the server would refuse as well, but only after everything is uploaded.
   *
   * @param kind {@code model} or {@code manifest}
   */
  public static void checkName(String kind, String name) {
    check(
        kind, name, NAME, "1 to 255 letters, digits, '.', '_' and '-', first a letter or a digit");
  }

  /** As {@link #checkName}; an image's name is also its repository in the container registry. */
  public static void checkImageName(String name) {
    check(
        "image",
        name,
        IMAGE_NAME,
        "1 to 128 lower-case letters and digits, with single '.', '_' or '-' between them");
  }

  private static void check(String kind, String name, Pattern pattern, String rule) {
    if (!pattern.matcher(name).matches()) {
      throw CommandException.userError(
          "Cannot create %s '%s': its name is not %s. Correct -n.".formatted(kind, name, rule));
    }
  }
}
