package dev.modelwright.manifests.image;

import dev.modelwright.schemas.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Ends builds that nobody wants any more. */
public final class ImageCanceller {

  private final Images images;
  private final Cancellations cancellations;
  private final ImageEvents events;
  private final Clock clock;

  public ImageCanceller(
      Images images, Cancellations cancellations, ImageEvents events, Clock clock) {
    this.images = images;
    this.cancellations = cancellations;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Cancels the build of an image, tells its worker and publishes the fact, or publishes why not.
   * Idempotent: a repeated request does all of it again.
   */
  public void cancel(UUID id, String account) {
    Optional<Image> image = images.find(id).filter(found -> found.account().equals(account));
    if (image.isEmpty()) {
      events.cancellationRejected(
          id,
          account,
          Problem.of(
              "UnknownImage",
              404,
              "Cannot cancel image '%s': the account has none with this id. List those that are there."
                  .formatted(id)));
      return;
    }
    Image seen = image.get();
    ImageState next = seen.state().cancelled(reason(seen), now());
    if (!next.equals(seen.state()) && !images.replace(seen, next)) {
      // A worker has told something meanwhile.
      cancel(id, account);
      return;
    }
    conclude(seen.with(next));
  }

  private void conclude(Image image) {
    switch (image.state()) {
      case ImageState.Cancelled cancelled -> {
        cancellations.mark(image.id());
        events.cancelled(image, cancelled);
      }
      case ImageState.Succeeded _,
          ImageState.Failed _,
          ImageState.NotStarted _,
          ImageState.Running _ ->
          events.cancellationRejected(image.id(), image.account(), ended(image));
    }
  }

  private static Problem reason(Image image) {
    return Problem.of(
        "Cancelled",
        409,
        "Cannot finish image '%s:%d': it was cancelled. Ask for the image again when you want it."
            .formatted(image.name(), image.version()));
  }

  private static Problem ended(Image image) {
    return Problem.of(
        "BuildEnded",
        409,
        "Cannot cancel image '%s:%d': its build has ended with %s. Delete the image when you do not want it."
            .formatted(image.name(), image.version(), image.state().getClass().getSimpleName()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
