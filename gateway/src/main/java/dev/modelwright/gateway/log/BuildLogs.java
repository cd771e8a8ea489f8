package dev.modelwright.gateway.log;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.StoreName;
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
  public void copy(UUID imageId, StoreName store, OutputStream target) throws IOException {
    ArtifactPath folder = folder(imageId, store);
    for (int attempt = 1; size(folder, attempt).isPresent(); attempt++) {
      try (InputStream log = open(folder, new LogPosition(attempt, 0))) {
        log.transferTo(target);
      }
    }
  }

  /** Reads on from a position. */
  public LogReader reader(UUID imageId, StoreName store, LogPosition position) {
    return new LogReader(this, folder(imageId, store), position);
  }

  private static ArtifactPath folder(UUID imageId, StoreName store) {
    return ArtifactPath.of("logs", imageId.toString()).in(store);
  }

  OptionalLong size(ArtifactPath folder, int attempt) {
    return artifacts.logSize(path(folder, attempt));
  }

  InputStream open(ArtifactPath folder, LogPosition position) {
    return artifacts.read(path(folder, position.attempt()), position.offset());
  }

  private static ArtifactPath path(ArtifactPath folder, int attempt) {
    return ArtifactPath.of(folder.value(), attempt + ".log");
  }
}
