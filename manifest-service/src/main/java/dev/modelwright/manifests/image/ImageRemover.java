package dev.modelwright.manifests.image;

import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.storage.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Deletes images that nobody is making. */
public final class ImageRemover {

  private final Images images;
  private final ImageEvents events;
  private final Clock clock;

  public ImageRemover(Images images, ImageEvents events, Clock clock) {
    this.images = images;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Deletes an image and publishes the fact. Idempotent; a fact that could not be published then is
   * published when the deletion is asked for again. What the container registry has stays there.
   *
   * @return the deleted image; empty when the account has none with this id
   * @throws RejectedException while it is being made
   */
  public Optional<Image> delete(UUID id, String account) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Image> deleted = delete(id, account, now);
    deleted
        .or(() ->
            images
                .findKept(id)
                .flatMap(Kept::ifDeleted)
                .filter(image -> image.account().equals(account)))
        .ifPresent(image -> events.deleted(image, now));
    return deleted;
  }

  private Optional<Image> delete(UUID id, String account, Instant now) {
    while (true) {
      Optional<Image> image = images.find(id).filter(found -> found.account().equals(account));
      image.ifPresent(ImageRemover::checkEnded);
      if (image.isEmpty() || images.delete(image.get(), now)) {
        return image;
      }
    }
  }

  private static void checkEnded(Image image) {
    switch (image.state()) {
      case ImageState.NotStarted _, ImageState.Running _ ->
          throw new RejectedException(
              "BuildRunning",
              409,
              "Cannot delete image '%s:%d': its build has not ended. Cancel it first (POST /images/%s/cancel), or wait for its end."
                  .formatted(image.name(), image.version(), image.id()));
      case ImageState.Succeeded _, ImageState.Failed _, ImageState.Cancelled _ -> {}
    }
  }
}
