package dev.modelwright.schemas;

import java.util.UUID;

/** Build orders for the workers, on topic {@code image-builds}. */
public sealed interface ImageBuildEvent extends Event {

  /**
   * A complete order: everything that a worker needs to make the image.
   *
   * @param version of the image
   * @param repository in the container registry, without its address
   * @param tag that is moved when the image has answered
   */
  record ImageRequested(
      UUID id,
      String account,
      String name,
      int version,
      String repository,
      String tag,
      Manifest manifest)
      implements ImageBuildEvent {}
}
