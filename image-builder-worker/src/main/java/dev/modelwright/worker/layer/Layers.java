package dev.modelwright.worker.layer;

import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.Descriptor;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageManifest;
import dev.modelwright.distribution.MediaTypes;
import dev.modelwright.distribution.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The layers that any worker has made, kept in the container registry itself: one small image
 * manifest per layer, tagged with its key.
 */
public final class Layers {

  /** Where every layer is kept and mounted from. */
  public static final RepositoryName REPOSITORY = RepositoryName.of("modelwright/layers");

  private static final String ARTIFACT_TYPE = "application/vnd.modelwright.layer.v1";
  private static final String DIFF_ID = "dev.modelwright.layer.diff-id";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private final ContainerRegistry registry;
  private final LayerWriter writer;

  public Layers(ContainerRegistry registry, LayerWriter writer) {
    this.registry = registry;
    this.writer = writer;
  }

  public Optional<LayerDescriptor> find(LayerKey key) {
    return registry
        .find(REPOSITORY, key.tag())
        .map(ImageManifest::parse)
        .map(manifest -> layer(manifest.layers().getFirst()))
        .filter(layer -> registry.hasBlob(REPOSITORY, layer.digest()));
  }

  /** Idempotent. Two workers that make one layer at the same time make the same. */
  public MadeLayer findOrMake(
      LayerKey key, LayerContent content, Compression compression, LayerProgress progress) {
    return find(key)
        .map(layer -> new MadeLayer(layer, true))
        .orElseGet(() -> new MadeLayer(make(key, content, compression, progress), false));
  }

  /** Makes the layer, whether there is one under the key or not. */
  public LayerDescriptor make(
      LayerKey key, LayerContent content, Compression compression, LayerProgress progress) {
    LayerDescriptor layer = writer.write(REPOSITORY, content, compression, progress);
    Descriptor stored =
        new Descriptor(layer.mediaType(), layer.digest(), layer.size())
            .with(DIFF_ID, layer.diffId().value());
    ImageManifest manifest =
        new ImageManifest(ARTIFACT_TYPE, emptyConfig(), List.of(stored), new TreeMap<>());
    registry.put(REPOSITORY, key.tag(), manifest.store());
    return layer;
  }

  private Descriptor emptyConfig() {
    Digest digest = Digest.of(EMPTY);
    if (!registry.hasBlob(REPOSITORY, digest)) {
      registry.upload(
          REPOSITORY,
          OptionalLong.of(EMPTY.length),
          out -> {
            out.write(EMPTY);
            return digest;
          });
    }
    return new Descriptor(MediaTypes.EMPTY, digest, EMPTY.length);
  }

  private static LayerDescriptor layer(Descriptor stored) {
    return new LayerDescriptor(
        stored.mediaType(),
        stored.digest(),
        stored.size(),
        Digest.of(stored.annotations().get(DIFF_ID)));
  }
}
