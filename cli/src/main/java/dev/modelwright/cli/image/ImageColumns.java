package dev.modelwright.cli.image;

import dev.modelwright.cli.output.Column;
import java.util.List;
import java.util.stream.Stream;

/** The tables of images. */
final class ImageColumns {

  static final List<Column> LIST =
      List.of(
          Column.of("Name", "Name"),
          Column.of("Version", "Version"),
          Column.of("Id", "Id"),
          Column.of("Created_At", "CreatedTime"),
          Column.of("State", "CreationState"));

  static final List<Column> DETAILS =
      Stream.concat(
              LIST.stream(),
              Stream.of(
                  Column.of("Description", "Description"),
                  Column.of("Image_Type", "ImageType"),
                  new Column(
                      "Manifest_Id",
                      image -> image.object("Manifest").flatMap(manifest -> manifest.text("id"))),
                  Column.of("Location", "ImageLocation")))
          .toList();

  private ImageColumns() {}
}
