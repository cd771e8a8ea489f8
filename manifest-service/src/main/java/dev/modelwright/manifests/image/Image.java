package dev.modelwright.manifests.image;

import dev.modelwright.schemas.Manifest;
import java.time.Instant;
import java.util.UUID;

/**
 * An image: what was asked for, its version, and its state.
 *
 * @param version 1, 2, 3 … under the account and name, without gaps
 */
public record Image(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    String imageType,
    String computeResourceId,
    Manifest manifest,
    ImageState state,
    Instant createdAt) {

  /** The same image in another state. */
  public Image with(ImageState next) {
    return new Image(
        id,
        account,
        name,
        version,
        description,
        imageType,
        computeResourceId,
        manifest,
        next,
        createdAt);
  }
}
