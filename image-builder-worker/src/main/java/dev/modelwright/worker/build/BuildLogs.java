package dev.modelwright.worker.build;

import dev.modelwright.artifacts.StoreName;
import java.util.UUID;

/** The logs of all builds. */
public interface BuildLogs {

  /**
   * Begins the log of the next attempt for an image. Atomic: two workers never get one number.
   *
   * @throws dev.modelwright.artifacts.ArtifactStoreException when it cannot be stored
   */
  AttemptLog begin(UUID image, StoreName store);

  /**
   * The log of one attempt. Closing it stores what is not stored yet.
   *
   * @param attempt 1 for the first
   */
  record AttemptLog(int attempt, BuildLog log, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
      closing.run();
    }
  }
}
