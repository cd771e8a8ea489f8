package dev.modelwright.worker.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Brings pip requirements files that ask for the same into the same form. */
final class RequirementsFiles {

  private RequirementsFiles() {}

  /**
   * Comments, empty lines and layout are dropped, requirements sorted; options keep their order.
   */
  static String normalise(String text) {
    List<String> options = new ArrayList<>();
    List<String> requirements = new ArrayList<>();
    joinContinued(text)
        .lines()
        .map(RequirementsFiles::withoutComment)
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .forEach(line -> (line.startsWith("-") ? options : requirements).add(line));
    return String.join(
        "\n", Stream.concat(options.stream(), requirements.stream().sorted().distinct()).toList());
  }

  private static String joinContinued(String text) {
    return text.replaceAll("\\\\\\R", " ");
  }

  /** A hash begins a comment at the start of a line or after a space; URLs may hold one. */
  private static String withoutComment(String line) {
    return line.replaceFirst("(^|\\s)#.*$", "");
  }
}
