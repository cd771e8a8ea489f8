package dev.modelwright.gateway.log;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.UUID;

/** The build logs in the artifact store: one object for each attempt. Thread-safe. */
public final class BuildLogs {

  private final Artifacts artifacts;

  public BuildLogs(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** Writes all attempts, one after the other, as far as they have come. */
  public void copy(UUID imageId, OutputStream target) throws IOException {
    for (int attempt = 1; size(imageId, attempt).isPresent(); attempt++) {
      try (InputStream log = open(imageId, new LogPosition(attempt, 0))) {
        log.transferTo(target);
      }
    }
  }

  /** Reads on from a position. */
  public LogReader reader(UUID imageId, LogPosition position) {
    return new LogReader(this, imageId, position);
  }

  OptionalLong size(UUID imageId, int attempt) {
    return artifacts.logSize(path(imageId, attempt));
  }

  InputStream open(UUID imageId, LogPosition position) {
    return artifacts.read(path(imageId, position.attempt()), position.offset());
  }

  private static ArtifactPath path(UUID imageId, int attempt) {
    return ArtifactPath.of("logs", imageId.toString(), attempt + ".log");
  }
}
