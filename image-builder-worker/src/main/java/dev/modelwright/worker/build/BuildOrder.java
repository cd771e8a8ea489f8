package dev.modelwright.worker.build;

import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.worker.image.AssetPart;
import dev.modelwright.worker.image.ManifestIdentity;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.layer.PinnedContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that a worker needs to make an image; it looks nothing up.
 *
 * @param image id of the image record
 * @param cause id of the request that caused the order
 * @param trace headers of the trace that the order belongs to
 * @param repository where the image goes
 * @param tag that is moved when the image has answered
 * @param condaFile a conda environment file
 * @param requirementsFile a pip requirements file
 * @param models in the order of the manifest
 * @param driver the asset that holds {@code init()} and {@code run()}; one of the assets
 */
public record BuildOrder(
    UUID image,
    UUID cause,
    Map<String, String> trace,
    String account,
    String name,
    int version,
    RepositoryName repository,
    Tag tag,
    ManifestIdentity manifest,
    String runtimeType,
    Optional<PinnedContent> condaFile,
    Optional<PinnedContent> requirementsFile,
    List<ModelPart> models,
    List<AssetPart> assets,
    AssetPart driver,
    BuildEnvironment environment) {

  public BuildOrder {
    trace = Map.copyOf(trace);
    models = List.copyOf(models);
    assets = List.copyOf(assets);
  }

  /** {@code name:version}, for people. */
  public String title() {
    return name + ":" + version;
  }
}
