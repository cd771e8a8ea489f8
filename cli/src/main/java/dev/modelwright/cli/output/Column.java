package dev.modelwright.cli.output;

import dev.modelwright.cli.gateway.Resource;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param value empty when the resource has none
 */
public record Column(String title, Function<Resource, Optional<String>> value) {

  /** The column of a property. */
  public static Column of(String title, String property) {
    return new Column(title, resource -> resource.text(property));
  }

  String cell(Resource resource) {
    return onOneLine(value.apply(resource).orElse(""));
  }

  /** A tab or a line end would break the row. */
  static String onOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
