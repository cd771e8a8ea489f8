package dev.modelwright.cli.output;

import dev.modelwright.cli.gateway.Resource;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints resources for programs and for people. */
public final class ResourcePrinter {

  private static final String GAP = "  ";

  private final PrintWriter out;

  public ResourcePrinter(PrintWriter out) {
    this.out = out;
  }

  /** One resource: a JSON object, a table of one row, or a line. */
  public void print(Resource resource, OutputFormat format, List<Column> columns) {
    if (format == OutputFormat.JSON) {
      printJson(resource.json());
    } else {
      printRows(List.of(resource), format, columns);
    }
  }

  /** Several resources: a JSON array, a table, or lines. */
  public void print(List<Resource> resources, OutputFormat format, List<Column> columns) {
    if (format == OutputFormat.JSON) {
      printJson(
          JsonMapper.shared()
              .createArrayNode()
              .addAll(resources.stream().map(Resource::json).toList()));
    } else {
      printRows(resources, format, columns);
    }
  }

  private void printJson(JsonNode json) {
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  private void printRows(List<Resource> resources, OutputFormat format, List<Column> columns) {
    List<List<String>> rows =
        resources.stream()
            .map(resource -> columns.stream().map(column -> column.cell(resource)).toList())
            .toList();
    if (format == OutputFormat.TSV) {
      rows.forEach(row -> out.println(String.join("\t", row)));
    } else if (!rows.isEmpty()) {
      printTable(columns.stream().map(Column::title).toList(), rows);
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
