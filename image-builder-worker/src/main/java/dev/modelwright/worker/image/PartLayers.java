package dev.modelwright.worker.image;

import dev.modelwright.worker.layer.Compression;
import dev.modelwright.worker.layer.ImagePaths;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerProgress;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.layer.MadeLayer;
import dev.modelwright.worker.layer.PlacedContent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the layers of models and assets, each at most once. */
public final class PartLayers {

  private final Layers layers;
  private final LayerContents contents;

  public PartLayers(Layers layers, LayerContents contents) {
    this.layers = layers;
    this.contents = contents;
  }

  /** A layer for one version of a model, whatever image it goes into. Idempotent. */
  public MadeLayer ofModel(ModelPart model, LayerProgress progress) {
    String folder = ImagePaths.model(model.name(), model.version());
    return findOrMake(
        List.of(new PlacedContent(folder, model.content())), Compression.NONE, progress);
  }

  /** One layer for all assets; empty when there are none. Idempotent. */
  public Optional<MadeLayer> ofAssets(List<AssetPart> assets, LayerProgress progress) {
    List<PlacedContent> placed =
        assets.stream()
            .sorted(Comparator.comparing(AssetPart::id))
            .map(asset -> new PlacedContent(ImagePaths.WORKING_DIRECTORY, asset.content()))
            .toList();
    return placed.isEmpty()
        ? Optional.empty()
        : Optional.of(findOrMake(placed, Compression.GZIP, progress));
  }

  private MadeLayer findOrMake(
      List<PlacedContent> placed, Compression compression, LayerProgress progress) {
    return layers.findOrMake(
        contents.keyOf(placed, compression), contents.of(placed), compression, progress);
  }
}
