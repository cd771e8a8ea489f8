package dev.modelwright.worker.build.log;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.worker.build.BuildLogs;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Logs at {@code logs/<image id>/<attempt>.log}. Creating one is atomic, and that is what numbers
 * the attempts.
 */
public final class ArtifactBuildLogs implements BuildLogs {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  private final Artifacts artifacts;
  private final Clock clock;
  private final Duration longestSilence;

  public ArtifactBuildLogs(Artifacts artifacts, Clock clock) {
    this(artifacts, clock, LONGEST_SILENCE);
  }

  ArtifactBuildLogs(Artifacts artifacts, Clock clock, Duration longestSilence) {
    this.artifacts = artifacts;
    this.clock = clock;
    this.longestSilence = longestSilence;
  }

  @Override
  public AttemptLog begin(UUID image, StoreName store) {
    int attempt = 1;
    while (!artifacts.createLog(path(image, attempt).in(store))) {
      attempt++;
    }
    LogObject object = LogObject.open(artifacts, path(image, attempt).in(store));
    TextBuildLog log = new TextBuildLog(object, clock, longestSilence);
    return new AttemptLog(attempt, log, log::close);
  }

  private static ArtifactPath path(UUID image, int attempt) {
    return ArtifactPath.of("logs", image.toString(), attempt + ".log");
  }
}
