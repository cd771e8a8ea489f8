package dev.modelwright.worker.build;

import java.util.UUID;

/** Which images nobody wants any more. */
@FunctionalInterface
public interface Cancellations {

  /**
   * @throws dev.modelwright.artifacts.ArtifactStoreException when nobody can say; asking again may
   *     help
   */
  boolean isCancelled(UUID image);
}
