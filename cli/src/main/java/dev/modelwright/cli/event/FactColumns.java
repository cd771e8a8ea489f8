package dev.modelwright.cli.event;

import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.output.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told of a fact on one line. */
final class FactColumns {

  static final List<Column> LIST =
      List.of(
          Column.of("Time", "time"),
          new Column("Fact", FactColumns::fact),
          Column.of("Subject", "subject"),
          new Column("About", FactColumns::about));

  private FactColumns() {}

  static String line(Resource event) {
    return LIST.stream()
        .map(column -> column.value().apply(event).orElse(""))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("  "));
  }

  /** {@code dev.modelwright.ImageSucceeded.v1} is {@code ImageSucceeded}. */
  private static Optional<String> fact(Resource event) {
    return event.text("type").map(type -> type.replaceAll("^dev\\.modelwright\\.|\\.v\\d+$", ""));
  }

  /** Name and version, where an image is, why something ended, or how far a build is. */
  private static Optional<String> about(Resource event) {
    return event
        .object("data")
        .flatMap(fact ->
            named(fact)
                .or(() -> fact.text("location"))
                .or(() -> fact.object("problem").flatMap(problem -> problem.text("message")))
                .or(() -> lastPhase(fact)));
  }

  private static Optional<String> named(Resource fact) {
    return Stream.of("model", "manifest", "image")
        .flatMap(kind -> fact.object(kind).stream())
        .findFirst()
        .flatMap(made ->
            made.text("name")
                .map(name -> name + made.text("version").map(number -> ":" + number).orElse("")));
  }

  private static Optional<String> lastPhase(Resource fact) {
    return fact.objects("phases").stream()
        .reduce((_, last) -> last)
        .flatMap(phase -> phase.text("name"));
  }
}
