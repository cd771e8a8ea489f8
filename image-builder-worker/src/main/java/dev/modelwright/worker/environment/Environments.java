package dev.modelwright.worker.environment;

import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.worker.engine.Engine;
import dev.modelwright.worker.image.Addition;
import dev.modelwright.worker.image.ImageConfig.Settings;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.StoredImage;
import dev.modelwright.worker.layer.Compression;
import dev.modelwright.worker.layer.ImagePaths;
import dev.modelwright.worker.layer.LayerContent;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.LayerKey;
import dev.modelwright.worker.layer.Layers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds environments, and installs those that nobody has asked for yet. Thread-safe.
 *
 * <p>One installation serves all who ask for the same at the same time in this process. Two
 * processes may install the same; the one that comes second stores equal bytes again.
 */
public final class Environments {

  /** Where every environment is kept, tagged with its key. */
  public static final RepositoryName REPOSITORY = RepositoryName.of("modelwright/environments");

  private final Installer installer;
  private final InstallationSettings settings;
  private final Artifacts artifacts;
  private final Locks locks;
  private final Layers layers;
  private final LayerContents contents;
  private final Images images;
  private final Clock clock;
  private final SharedWork<EnvironmentKey, StoredImage> installations = new SharedWork<>();

  /**
   * @param registryAddress of the container registry as the engine sees it
   */
  public Environments(
      Engine engine,
      String registryAddress,
      InstallationSettings settings,
      Artifacts artifacts,
      Layers layers,
      LayerContents contents,
      Images images,
      Clock clock) {
    this.installer = new Installer(engine, registryAddress, settings);
    this.settings = settings;
    this.artifacts = artifacts;
    this.locks = new Locks(artifacts);
    this.layers = layers;
    this.contents = contents;
    this.images = images;
    this.clock = clock;
  }

  /**
   * The environment for a request, installed if it has to be. Idempotent.
   *
   * @throws EnvironmentException which knows whether a later try can help
   * @throws InterruptedException leaving no container behind
   */
  public Environment obtain(EnvironmentRequest request, InstallationLog log)
      throws InterruptedException {
    EnvironmentFiles files = EnvironmentFiles.read(request, artifacts);
    EnvironmentKey key =
        EnvironmentKey.of(request.runtime().image().digest(), files, settings.indexFingerprint());
    Optional<StoredImage> known = images.find(REPOSITORY, key.tag());
    if (known.isPresent()) {
      log.environmentReused(key);
      return new Environment(key, known.get(), true);
    }
    StoredImage made =
        installations.run(
            key, () -> make(key, request, files, log), () -> log.awaitingInstallation(key));
    return new Environment(key, made, false);
  }

  private StoredImage make(
      EnvironmentKey key, EnvironmentRequest request, EnvironmentFiles files, InstallationLog log)
      throws InterruptedException {
    Optional<String> lock = locks.find(key);
    log.installing(key, request.runtime().type(), lock.isPresent());
    Instant began = clock.instant();
    try (Installation installation = installer.install(request, files, lock, log)) {
      log.installed(installation.packages().size(), Duration.between(began, clock.instant()));
      if (locks.keep(key, installation.lock()).equals(installation.lock())) {
        return store(key, request, installation, log);
      }
    }
    // Another worker resolved first and came to other versions: its lock holds.
    return make(key, request, files, log);
  }

  private StoredImage store(
      EnvironmentKey key,
      EnvironmentRequest request,
      Installation installation,
      InstallationLog log) {
    Instant began = clock.instant();
    LayerContent content = contents.ofFolder(installation::tree, ImagePaths.ENVIRONMENT);
    LayerDescriptor layer =
        layers.make(
            LayerKey.of("environment", key.value()),
            content,
            Compression.GZIP,
            log::environmentLayerProgressed);
    StoredImage image =
        images.extend(
            request.runtime().image(),
            REPOSITORY,
            List.of(new Addition(layer, "environment " + key)),
            Settings.none());
    images.moveTag(image, key.tag());
    log.environmentStored(image, Duration.between(began, clock.instant()));
    return image;
  }
}
