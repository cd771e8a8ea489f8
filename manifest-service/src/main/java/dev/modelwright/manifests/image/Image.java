package dev.modelwright.manifests.image;

import dev.modelwright.schemas.Manifest;
import java.time.Instant;
import java.util.UUID;

/**
 * An image: what was asked for, its version, and its state.
 *
 * @param version 1, 2, 3 … under the account and name, without gaps
 * @param artifactStore where its build logs lie, whatever becomes of its environment; null for the
 *     default
 */
public record Image(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    String imageType,
    String computeResourceId,
    String artifactStore,
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
        artifactStore,
        manifest,
        next,
        createdAt);
  }
}
