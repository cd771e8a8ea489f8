package dev.modelwright.worker.runtime;

import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.worker.image.Addition;
import dev.modelwright.worker.image.ImageConfig.Settings;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.StoredImage;
import dev.modelwright.worker.layer.Compression;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.LayerKey;
import dev.modelwright.worker.layer.LayerProgress;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.layer.TarFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The serving runtimes of a folder, each brought into the container registry when it is first
 * wanted. Thread-safe.
 */
public final class ServingRuntimes {

  private static final RepositoryName REPOSITORY = RepositoryName.of("modelwright/runtimes");
  private static final String USER = "1000:1000";
  private static final int TAG_LENGTH = 16;

  private final Path folder;
  private final Map<String, String> chosen;
  private final Layers layers;
  private final Images images;
  private final Lock lock = new ReentrantLock();
  private final Map<String, ServingRuntime> ready = new HashMap<>();

  /**
   * @param chosen names of runtimes that take the place of the usual ones, by type
   */
  public ServingRuntimes(Path folder, Map<String, String> chosen, Layers layers, Images images) {
    this.folder = folder;
    this.chosen = Map.copyOf(chosen);
    this.layers = layers;
    this.images = images;
  }

  /** The types that can be had. */
  public Set<String> types() {
    return new TreeSet<>(folders().keySet());
  }

  /**
   * Idempotent; takes seconds the first time on a new container registry.
   *
   * @throws UnknownServingRuntimeException when the folder has none of this type
   */
  public ServingRuntime ofType(String type) {
    lock.lock();
    try {
      return ready.computeIfAbsent(type, this::prepare);
    } finally {
      lock.unlock();
    }
  }

  private ServingRuntime prepare(String type) {
    Map<String, RuntimeFolder> folders = folders();
    RuntimeFolder source =
        chosen.containsKey(type) ? named(chosen.get(type), type, folders) : folders.get(type);
    if (source == null) {
      throw new UnknownServingRuntimeException(
          "Cannot find serving runtime '%s': folder '%s' has %s. Make it with runtimes/build, or set modelwright.runtimes.directory."
              .formatted(type, folder, folders.keySet()));
    }
    return new ServingRuntime(type, imageOf(source), source.python(), source.env());
  }

  private RuntimeFolder named(String name, String type, Map<String, RuntimeFolder> folders) {
    return folders.values().stream()
        .filter(runtime -> runtime.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownServingRuntimeException(
                "Cannot find serving runtime '%s', which the environment names for '%s': folder '%s' has %s. Correct the environment, or make it with runtimes/build."
                    .formatted(
                        name,
                        type,
                        folder,
                        folders.values().stream().map(RuntimeFolder::name).toList())));
  }

  private StoredImage imageOf(RuntimeFolder source) {
    Tag tag = tagOf(source);
    RepositoryName repository = REPOSITORY.resolve(source.name());
    return images.find(repository, tag).orElseGet(() -> make(source, repository, tag));
  }

  private StoredImage make(RuntimeFolder source, RepositoryName repository, Tag tag) {
    List<Addition> additions =
        List.of(
            new Addition(
                layerOf(source.rootFileSystem()),
                "root file system with Python " + source.python()),
            new Addition(layerOf(source.server()), "scoring server and environment installer"));
    Settings settings = Settings.of(USER, source.env());
    StoredImage image = images.create(repository, source.architecture(), additions, settings);
    images.moveTag(image, tag);
    return image;
  }

  private LayerDescriptor layerOf(Path tar) {
    LayerKey key = LayerKey.of("tar", RuntimeFolder.digestOf(tar).value());
    return layers.findOrMake(key, new TarFile(tar), Compression.GZIP, LayerProgress.NONE).layer();
  }

  /** Whatever changes the image changes the tag. */
  private static Tag tagOf(RuntimeFolder source) {
    String env = new TreeMap<>(source.env()).toString();
    LayerKey key =
        LayerKey.of("runtime", source.key(), source.python(), source.architecture(), env);
    return Tag.of(key.value().hex().substring(0, TAG_LENGTH));
  }

  private Map<String, RuntimeFolder> folders() {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      Map<String, RuntimeFolder> folders = new TreeMap<>();
      children
          .filter(RuntimeFolder::isOne)
          .sorted()
          .map(RuntimeFolder::read)
          .forEach(runtime -> folders.put(runtime.type(), runtime));
      return folders;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
