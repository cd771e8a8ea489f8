package dev.modelwright.worker.environment;

import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.worker.layer.PinnedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The texts of the files that say which packages are wanted. */
record EnvironmentFiles(Optional<String> conda, Optional<String> requirements) {

  private static final int MAX_BYTES = 1 << 20;

  /**
   * @throws RefusedEnvironmentException when one is too large to be what it should be
   */
  static EnvironmentFiles read(EnvironmentRequest request, Artifacts artifacts) {
    return new EnvironmentFiles(
        request.condaFile().map(file -> text(file, artifacts)),
        request.requirementsFile().map(file -> text(file, artifacts)));
  }

  private static String text(PinnedContent file, Artifacts artifacts) {
    if (file.artifact().size() > MAX_BYTES) {
      throw new RefusedEnvironmentException(
          "'%s' has %d bytes, %d are allowed."
              .formatted(file.fileName(), file.artifact().size(), MAX_BYTES),
          "Give the list of packages only.");
    }
    try (InputStream content = artifacts.read(file.artifact().path(), 0)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot read artifact '%s'.".formatted(file.artifact().path()), e);
    }
  }
}
