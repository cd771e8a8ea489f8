package dev.modelwright.cli.output;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints resources for programs and for people. */
public final class ResourcePrinter {

  private static final String GAP = "  ";

  private final PrintWriter out;
  private final boolean colored;
  private final OutputFormat format;
  private final Optional<Selection> query;

  public ResourcePrinter(Terminal terminal, OutputFormat format, Optional<Selection> query) {
    this.out = terminal.out();
    this.colored = terminal.colored();
    this.format = format;
    this.query = query;
  }

  /** One resource: a JSON object, a table of one row, or a line. */
  public void print(Resource resource, List<Column> columns) {
    print(resource.json(), List.of(resource), columns);
  }

  /** Several resources: a JSON array, a table, or lines. */
  public void print(List<Resource> resources, List<Column> columns) {
    print(
        JsonMapper.shared()
            .createArrayNode()
            .addAll(resources.stream().map(Resource::json).toList()),
        resources,
        columns);
  }

  /** One resource on one line, whatever the format is. */
  public void printLine(Resource resource, List<Column> columns) {
    JsonNode selected = selected(resource.json());
    switch (format) {
      case JSON -> out.println(selected);
      case JSONC -> out.println(colored ? JsonColors.of(selected.toString()) : selected);
      case TABLE, TSV ->
          printLines(query.isPresent() ? Rows.of(selected) : rows(List.of(resource), columns));
    }
  }

  private void print(JsonNode json, List<Resource> resources, List<Column> columns) {
    JsonNode selected = selected(json);
    switch (format) {
      case JSON -> out.println(pretty(selected));
      case JSONC -> out.println(colored ? JsonColors.of(pretty(selected)) : pretty(selected));
      case TABLE -> printTable(query.isPresent() ? Rows.of(selected) : rows(resources, columns));
      case TSV -> printLines(query.isPresent() ? Rows.of(selected) : rows(resources, columns));
    }
  }

  private JsonNode selected(JsonNode json) {
    return query.map(selection -> selection.from(json)).orElse(json);
  }

  private static String pretty(JsonNode json) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Rows rows(List<Resource> resources, List<Column> columns) {
    return new Rows(
        columns.stream().map(Column::title).toList(),
        resources.stream()
            .map(resource -> columns.stream().map(column -> column.cell(resource)).toList())
            .toList());
  }

  private void printLines(Rows rows) {
    rows.cells().forEach(row -> out.println(String.join("\t", row)));
  }

  private void printTable(Rows table) {
    if (!table.cells().isEmpty()) {
      printTable(table.titles(), table.cells());
    }
  }

  private void printTable(List<String> titles, List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, titles.size()).map(column -> width(titles, rows, column)).toArray();
    printRow(titles, widths);
    printRow(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
    rows.forEach(row -> printRow(row, widths));
  }

  private static int width(List<String> titles, List<List<String>> rows, int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(titles.get(column).length(), widest);
  }

  private void printRow(List<String> cells, int[] widths) {
    out.println(
        IntStream.range(0, cells.size())
            .mapToObj(column ->
                cells.get(column) + " ".repeat(widths[column] - cells.get(column).length()))
            .collect(Collectors.joining(GAP))
            .stripTrailing());
  }
}
