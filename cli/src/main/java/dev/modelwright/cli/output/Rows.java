package dev.modelwright.cli.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a query selected, as the original's tables and lines have it: an object's properties are the
 * columns, several objects the rows; lists have numbered columns; anything else is a Result.
 *
 * @param titles of the columns
 * @param cells rows of as many cells
 */
record Rows(List<String> titles, List<List<String>> cells) {

  private static final String ONLY = "Result";

  static Rows of(JsonNode selected) {
    List<JsonNode> items =
        selected.isArray()
            ? StreamSupport.stream(selected.spliterator(), false).toList()
            : selected.isNull() ? List.of() : List.of(selected);
    if (!items.isEmpty() && items.stream().allMatch(JsonNode::isObject)) {
      return ofObjects(items);
    }
    return items.stream().anyMatch(JsonNode::isArray) ? ofLists(items) : ofValues(items);
  }

  private static Rows ofObjects(List<JsonNode> objects) {
    Set<String> names = new LinkedHashSet<>();
    objects.forEach(object -> names.addAll(object.propertyNames()));
    return new Rows(
        List.copyOf(names),
        objects.stream()
            .map(object -> names.stream().map(name -> cell(object.get(name))).toList())
            .toList());
  }

  private static Rows ofLists(List<JsonNode> lists) {
    int width = lists.stream().mapToInt(list -> list.isArray() ? list.size() : 1).max().orElse(0);
    return new Rows(
        IntStream.rangeClosed(1, width).mapToObj(number -> "Column" + number).toList(),
        lists.stream()
            .map(list ->
                IntStream.range(0, width)
                    .mapToObj(
                        index -> cell(list.isArray() ? list.get(index) : index == 0 ? list : null))
                    .toList())
            .toList());
  }

  private static Rows ofValues(List<JsonNode> values) {
    return new Rows(List.of(ONLY), values.stream().map(value -> List.of(cell(value))).toList());
  }

  private static String cell(JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return Column.onOneLine(value.isValueNode() ? value.asString() : value.toString());
  }
}
