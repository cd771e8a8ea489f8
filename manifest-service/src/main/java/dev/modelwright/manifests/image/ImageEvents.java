package dev.modelwright.manifests.image;

import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.Problem;

/** Tells the world. Each returns after the event is stored by the broker, and may be repeated. */
public interface ImageEvents {

  void queued(Image image);

  void rejected(NewImage request, Problem problem);

  /** Orders the build from the workers. */
  void ordered(Image image, Repository repository, BuildEnvironment environment);
}
