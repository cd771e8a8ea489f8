package dev.modelwright.worker.build.log;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.worker.build.BuildLogs;
import java.time.Clock;
import java.util.UUID;

/**
 * Logs at {@code logs/<image id>/<attempt>.log}. Creating one is atomic, and that is what numbers
 * the attempts.
 */
public final class ArtifactBuildLogs implements BuildLogs {

  private final Artifacts artifacts;
  private final Clock clock;

  public ArtifactBuildLogs(Artifacts artifacts, Clock clock) {
    this.artifacts = artifacts;
    this.clock = clock;
  }

  @Override
  public AttemptLog begin(UUID image) {
    int attempt = 1;
    while (!artifacts.createLog(path(image, attempt))) {
      attempt++;
    }
    LogObject object = LogObject.open(artifacts, path(image, attempt));
    return new AttemptLog(attempt, new TextBuildLog(object, clock), object::close);
  }

  private static ArtifactPath path(UUID image, int attempt) {
    return ArtifactPath.of("logs", image.toString(), attempt + ".log");
  }
}
