package dev.modelwright.cli.manifest;

import dev.modelwright.cli.output.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of manifests. */
final class ManifestColumns {

  static final List<Column> LIST =
      List.of(
          Column.of("Name", "name"),
          Column.of("Version", "version"),
          Column.of("Id", "id"),
          Column.of("Created_At", "createdTime"));

  static final List<Column> DETAILS =
      Stream.concat(
              LIST.stream(),
              Stream.of(
                  Column.of("Description", "description"),
                  new Column(
                      "Target_Runtime",
                      manifest ->
                          manifest
                              .object("targetRuntime")
                              .flatMap(runtime -> runtime.text("runtimeType"))),
                  new Column(
                      "Model_Ids",
                      manifest -> Optional.of(String.join(", ", manifest.texts("modelIds"))))))
          .toList();

  private ManifestColumns() {}
}
