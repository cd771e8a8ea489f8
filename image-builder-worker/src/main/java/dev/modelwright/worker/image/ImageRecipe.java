package dev.modelwright.worker.image;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.worker.layer.LayerDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides the digest of an image. The image record is not part of it: two images of
 * one manifest on one environment are the same, bit for bit.
 *
 * @param repository where the image goes
 * @param base digest of the serving runtime's base image, for the labels
 * @param environment what the layers are put on
 * @param models with the layer made for each, in the order of the manifest
 * @param assets as in the manifest
 * @param assetLayer empty when there are no assets
 * @param entryScript file name of the driver
 */
public record ImageRecipe(
    RepositoryName repository,
    ManifestIdentity manifest,
    Digest base,
    StoredImage environment,
    List<ModelLayer> models,
    List<AssetPart> assets,
    Optional<LayerDescriptor> assetLayer,
    String entryScript) {

  public ImageRecipe {
    models = List.copyOf(models);
    assets = List.copyOf(assets);
  }

  /** A model and the layer that holds it. */
  public record ModelLayer(ModelPart model, LayerDescriptor layer) {}
}
