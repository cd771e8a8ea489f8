package dev.modelwright.cli.model;

import dev.modelwright.cli.output.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of models. */
final class ModelColumns {

  static final List<Column> LIST =
      List.of(
          Column.of("Name", "name"),
          Column.of("Version", "version"),
          Column.of("Id", "id"),
          Column.of("Created_At", "createdAt"));

  static final List<Column> DETAILS =
      Stream.concat(
              LIST.stream(),
              Stream.of(
                  new Column("Tags", model -> Optional.of(String.join(", ", model.texts("tags")))),
                  Column.of("Description", "description")))
          .toList();

  private ModelColumns() {}
}
