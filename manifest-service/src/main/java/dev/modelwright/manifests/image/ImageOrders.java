package dev.modelwright.manifests.image;

import dev.modelwright.manifests.manifest.ManifestRules;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Manifest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Turns requests for images into build orders. */
public final class ImageOrders {

  private static final String DOCKER = "Docker";

  private final Manifests manifests;
  private final Images images;
  private final ImageEvents events;
  private final Clock clock;

  public ImageOrders(Manifests manifests, Images images, ImageEvents events, Clock clock) {
    this.manifests = manifests;
    this.images = images;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Stores the image, orders its build and publishes the fact, or publishes why not. Idempotent: a
   * repeated request publishes again, but orders again only what no worker has begun.
   */
  public void order(NewImage request) {
    Image image;
    try {
      image = store(request);
    } catch (RejectedException e) {
      events.rejected(request, e.problem());
      return;
    }
    if (image.state() instanceof ImageState.NotStarted) {
      events.ordered(image, Repository.of(image.account(), image.name()));
    }
    events.queued(image);
  }

  private Image store(NewImage request) {
    Optional<Image> known = images.find(request.id());
    if (known.isPresent()) {
      return ofSameAccount(known.get(), request);
    }
    check(request);
    Manifest manifest = manifest(request);
    return images.add(
        request.id(),
        request.account(),
        request.name(),
        version -> image(request, version, manifest));
  }

  private static Image ofSameAccount(Image known, NewImage request) {
    if (!known.account().equals(request.account())) {
      throw new RejectedException(
          "IdTaken",
          409,
          "Cannot create image '%s': the id '%s' is taken. Use another id."
              .formatted(request.name(), request.id()));
    }
    return known;
  }

  private static void check(NewImage request) {
    if (!ManifestRules.isAccount(request.account())) {
      throw new RejectedException(
          "InvalidImage",
          400,
          "Cannot create image '%s': the account '%s' is not 'subscription/group/account' in lower case. Correct it."
              .formatted(request.name(), request.account()));
    }
    if (!Repository.isName(request.name())) {
      throw new RejectedException(
          "InvalidImage",
          400,
          "Cannot create image '%s': its name is also its repository in the container registry, and that is 1 to 128 lower-case letters and digits, with '.', '_' or '-' between them. Choose such a name."
              .formatted(request.name()));
    }
    if (request.imageType() != null && !DOCKER.equals(request.imageType())) {
      throw new RejectedException(
          "InvalidImage",
          400,
          "Cannot create image '%s': imageType '%s' is unknown. Use 'Docker'."
              .formatted(request.name(), request.imageType()));
    }
  }

  private Manifest manifest(NewImage request) {
    return Optional.ofNullable(request.manifestId())
        .flatMap(manifests::find)
        .filter(manifest -> manifest.account().equals(request.account()))
        .orElseThrow(() ->
            new RejectedException(
                "UnknownManifest",
                422,
                "Cannot create image '%s': the account has no manifest '%s'. Create it first, or list those that are there."
                    .formatted(request.name(), request.manifestId())));
  }

  private Image image(NewImage request, int version, Manifest manifest) {
    return new Image(
        request.id(),
        request.account(),
        request.name(),
        version,
        request.description(),
        DOCKER,
        request.computeResourceId(),
        manifest,
        new ImageState.NotStarted(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
