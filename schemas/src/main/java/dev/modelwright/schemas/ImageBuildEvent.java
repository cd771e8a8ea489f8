package dev.modelwright.schemas;

import java.util.UUID;

/** Build orders for the workers, on topic {@code image-builds}. */
public sealed interface ImageBuildEvent extends Event {

  /**
   * A complete order: everything that a worker needs to make the image.
   *
   * @param version of the image
   * @param repository in the container registry, without its address and prefix
   * @param tag that is moved when the image has answered
   * @param environment null for the worker's own settings
   */
  record ImageRequested(
      UUID id,
      String account,
      String name,
      int version,
      String repository,
      String tag,
      Manifest manifest,
      BuildEnvironment environment)
      implements ImageBuildEvent {

    /** An order that leaves everything to the worker. */
    public ImageRequested(
        UUID id,
        String account,
        String name,
        int version,
        String repository,
        String tag,
        Manifest manifest) {
      this(id, account, name, version, repository, tag, manifest, null);
    }
  }
}
