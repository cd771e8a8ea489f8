package dev.modelwright.manifests.image.content;

import dev.modelwright.artifacts.ArtifactExistsException;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.manifests.image.Cancellations;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Marks as objects {@code cancellations/<image id>} of the artifact store. */
public final class ArtifactCancellations implements Cancellations {

  private static final byte[] MARK = "cancelled\n".getBytes(StandardCharsets.UTF_8);

  private final Artifacts artifacts;

  public ArtifactCancellations(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public void mark(UUID image) {
    try {
      artifacts.create(
          ArtifactPath.of("cancellations", image.toString()), new ByteArrayInputStream(MARK));
    } catch (ArtifactExistsException _) {
      // Marked before.
    }
  }
}
