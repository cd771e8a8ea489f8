package dev.modelwright.worker.build.cancellation;

import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.worker.build.Cancellations;
import java.util.UUID;

/** A cancelled image has an object {@code cancellations/<image id>}. */
public final class ArtifactCancellations implements Cancellations {

  private final Artifacts artifacts;

  public ArtifactCancellations(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public boolean isCancelled(UUID image) {
    return artifacts.find(ArtifactPath.of("cancellations", image.toString())).isPresent();
  }
}
