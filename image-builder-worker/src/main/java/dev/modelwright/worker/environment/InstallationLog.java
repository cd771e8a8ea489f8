package dev.modelwright.worker.environment;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.image.StoredImage;
import java.time.Duration;

/** Hears what happens while an environment is obtained. */
public interface InstallationLog {

  void environmentReused(EnvironmentKey key);

  /** Another build of this worker installs the same environment; it is waited for. */
  void awaitingInstallation(EnvironmentKey key);

  /**
   * @param locked whether exact versions are known from an earlier installation
   */
  void installing(EnvironmentKey key, String runtimeType, boolean locked);

  void pulling(ImageReference image);

  void pullProgressed(long received, long total);

  void installerSaid(String line);

  void installed(int packages, Duration duration);

  /**
   * @param bytes of the uncompressed environment so far
   */
  void environmentLayerProgressed(long bytes);

  void environmentStored(StoredImage image, Duration duration);
}
