package dev.modelwright.cli.image;

import dev.modelwright.cli.session.Ids;
import picocli.CommandLine.Option;

/** The option that names one image. */
final class ImageIdOption {

  @Option(
      names = {"-i", "--image-id"},
      paramLabel = "ID",
      required = true,
      description = "The image's id.")
  private String id;

  String id() {
    return Ids.checked("image", id);
  }

  String path() {
    return "/images/" + id();
  }
}
