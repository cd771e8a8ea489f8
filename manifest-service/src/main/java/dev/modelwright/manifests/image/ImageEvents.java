package dev.modelwright.manifests.image;

import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.Problem;
import java.time.Instant;
import java.util.UUID;

/** Tells the world. Each returns after the event is stored by the broker, and may be repeated. */
public interface ImageEvents {

  void queued(Image image);

  void rejected(NewImage request, Problem problem);

  /**
   * @param image in its cancelled state
   */
  void cancelled(Image image, ImageState.Cancelled state);

  void cancellationRejected(UUID id, String account, Problem problem);

  void deleted(Image image, Instant deletedAt);

  /** Orders the build from the workers. */
  void ordered(Image image, Repository repository, BuildEnvironment environment);
}
