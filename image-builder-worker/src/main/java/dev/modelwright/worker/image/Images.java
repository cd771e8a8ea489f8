package dev.modelwright.worker.image;

import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.Descriptor;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageManifest;
import dev.modelwright.distribution.MediaTypes;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.StoredManifest;
import dev.modelwright.distribution.Tag;
import dev.modelwright.distribution.UnknownContentException;
import dev.modelwright.worker.image.ImageConfig.Settings;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.Layers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Images in the container registry: put together from layers that are there already. */
public final class Images {

  private static final int MAX_CONFIG_SIZE = 4 << 20;

  private final ContainerRegistry registry;

  public Images(ContainerRegistry registry) {
    this.registry = registry;
  }

  /** The image that a tag names. */
  public Optional<StoredImage> find(RepositoryName repository, Tag tag) {
    return registry
        .find(repository, tag)
        .map(manifest -> new StoredImage(repository, manifest.digest()));
  }

  /**
   * @throws UnknownContentException when it is not there
   */
  public ImageConfig configOf(StoredImage image) {
    return config(image.repository(), manifestOf(image));
  }

  /**
   * Puts layers, which {@link Layers} has made, into a new image without anything below. No tag
   * names it. Idempotent.
   */
  public StoredImage create(
      RepositoryName target, String architecture, List<Addition> layers, Settings settings) {
    return write(target, List.of(), ImageConfig.empty(architecture), layers, settings);
  }

  /**
   * Puts layers, which {@link Layers} has made, on top of an image. No tag names the result.
   * Idempotent.
   */
  public StoredImage extend(
      StoredImage base, RepositoryName target, List<Addition> layers, Settings changes) {
    ImageManifest below = manifestOf(base);
    below.layers().forEach(layer -> bring(layer.digest(), base.repository(), target));
    return write(target, below.layers(), config(base.repository(), below), layers, changes);
  }

  /** Lets a tag of the image's repository name it from now on, in one step. Idempotent. */
  public void moveTag(StoredImage image, Tag tag) {
    registry.put(image.repository(), tag, stored(image));
  }

  private StoredImage write(
      RepositoryName target,
      List<Descriptor> below,
      ImageConfig config,
      List<Addition> additions,
      Settings changes) {
    List<Descriptor> layers = new ArrayList<>(below);
    List<ImageConfig.Layer> history = new ArrayList<>();
    for (Addition addition : additions) {
      LayerDescriptor layer = addition.layer();
      bring(layer.digest(), Layers.REPOSITORY, target);
      layers.add(new Descriptor(layer.mediaType(), layer.digest(), layer.size()));
      history.add(new ImageConfig.Layer(layer.diffId(), addition.purpose()));
    }
    Descriptor stored = store(target, config.with(history, changes));
    StoredManifest manifest = new ImageManifest(null, stored, layers, new TreeMap<>()).store();
    registry.put(target, manifest.digest(), manifest);
    return new StoredImage(target, manifest.digest());
  }

  /** Without moving bytes where the container registry can do so. */
  private void bring(Digest digest, RepositoryName source, RepositoryName target) {
    if (source.equals(target) || registry.mount(target, source, digest)) {
      return;
    }
    if (!registry.hasBlob(target, digest)) {
      copy(digest, source, target);
    }
  }

  private void copy(Digest digest, RepositoryName source, RepositoryName target) {
    registry.upload(
        target,
        OptionalLong.empty(),
        out -> {
          try (InputStream content = registry.read(source, digest)) {
            content.transferTo(out);
          }
          return digest;
        });
  }

  private Descriptor store(RepositoryName target, ImageConfig config) {
    byte[] json = config.toJson();
    Digest digest = Digest.of(json);
    if (!registry.hasBlob(target, digest)) {
      registry.upload(
          target,
          OptionalLong.of(json.length),
          out -> {
            out.write(json);
            return digest;
          });
    }
    return new Descriptor(MediaTypes.IMAGE_CONFIG, digest, json.length);
  }

  private ImageManifest manifestOf(StoredImage image) {
    return ImageManifest.parse(stored(image));
  }

  private StoredManifest stored(StoredImage image) {
    return registry
        .find(image.repository(), image.digest())
        .orElseThrow(() -> new UnknownContentException(image.repository(), image.digest()));
  }

  private ImageConfig config(RepositoryName repository, ImageManifest manifest) {
    try (InputStream content = registry.read(repository, manifest.config().digest())) {
      return ImageConfig.parse(content.readNBytes(MAX_CONFIG_SIZE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
