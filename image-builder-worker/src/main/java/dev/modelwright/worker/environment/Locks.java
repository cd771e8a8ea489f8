package dev.modelwright.worker.environment;

import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.UnknownArtifactException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Exact versions of every environment that was ever installed, in the artifact store: the same key
 * gives the same packages for ever, whatever the package index offers since.
 */
final class Locks {

  private final Artifacts artifacts;

  Locks(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  Optional<String> find(EnvironmentKey key) {
    try (InputStream lock = artifacts.read(path(key), 0)) {
      return Optional.of(new String(lock.readAllBytes(), StandardCharsets.UTF_8));
    } catch (UnknownArtifactException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot read the lock of environment '%s'.".formatted(key), e);
    }
  }

  /**
   * Keeps a lock unless there is one. Atomic.
   *
   * @return the one that holds from now on
   */
  String keep(EnvironmentKey key, String lock) {
    try {
      artifacts.create(path(key), new ByteArrayInputStream(lock.getBytes(StandardCharsets.UTF_8)));
      return lock;
    } catch (ArtifactExistsException _) {
      return find(key).orElseThrow();
    }
  }

  private static ArtifactPath path(EnvironmentKey key) {
    return ArtifactPath.of("environments", key.value(), "lock.txt");
  }
}
