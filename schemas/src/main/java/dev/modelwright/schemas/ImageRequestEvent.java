package dev.modelwright.schemas;

import java.util.UUID;

/** Requests to the manifest-service about images, on topic {@code image-requests}. */
public sealed interface ImageRequestEvent extends Event {

  /**
   * Asks for the next version of an image.
   *
   * @param id id that the new image will have; a repeated id is the same request
   * @param computeResourceId environment to push to, echoed in the image; null for the default
   */
  record ImageCreationRequested(
      UUID id,
      String account,
      String name,
      String description,
      UUID manifestId,
      String imageType,
      String computeResourceId)
      implements ImageRequestEvent {

    @Override
    public String key() {
      return account + "/" + name;
    }
  }

  /**
   * Asks for an end of a build that has not ended. May come more than once.
   *
   * @param name of the image, so that the request stays behind the one that asked for the image
   */
  record ImageCancellationRequested(UUID id, String account, String name)
      implements ImageRequestEvent {

    @Override
    public String key() {
      return account + "/" + name;
    }
  }
}
