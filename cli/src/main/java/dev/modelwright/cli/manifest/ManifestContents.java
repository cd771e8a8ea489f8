package dev.modelwright.cli.manifest;

import dev.modelwright.cli.upload.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What goes into a manifest, checked as far as this machine can.
 *
 * @param modelIds registered models
 * @param models models to register on the way
 * @param driver the file with {@code init()} and {@code run()}
 * @param dependencies files and folders beside the driver
 */
public record ManifestContents(
    List<String> modelIds,
    List<Source> models,
    Source driver,
    RuntimeName runtime,
    Optional<Source> condaFile,
    Optional<Source> requirements,
    Optional<Source> schema,
    List<Source> dependencies) {

  /** Everything beside the driver, in the original's order. */
  List<Source> otherAssets() {
    return Stream.concat(dependencies.stream(), schema.stream()).toList();
  }

  boolean isWithoutModels() {
    return modelIds.isEmpty() && models.isEmpty();
  }
}
