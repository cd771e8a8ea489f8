package dev.modelwright.manifests.image;

import dev.modelwright.manifests.environment.EnvironmentChoice;
import dev.modelwright.manifests.manifest.ManifestRules;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.manifests.manifest.RegisteredAccounts;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.manifests.manifest.TakenIdException;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.storage.Kept;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Turns requests for images into build orders. */
public final class ImageOrders {

  private static final String DOCKER = "Docker";
  private static final int MAX_DESCRIPTION = 4096;

  private final RegisteredAccounts accounts;
  private final EnvironmentChoice environments;
  private final Manifests manifests;
  private final Images images;
  private final ImageEvents events;
  private final Clock clock;

  public ImageOrders(
      RegisteredAccounts accounts,
      EnvironmentChoice environments,
      Manifests manifests,
      Images images,
      ImageEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.environments = environments;
    this.manifests = manifests;
    this.images = images;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Stores the image, orders its build and publishes the fact, or publishes why not. Idempotent: a
   * repeated request publishes again, but orders again only what no worker has begun.
   *
   * @throws TakenIdException when another account has something with the id
   */
  public void order(NewImage request) {
    try {
      Image image = store(request);
      if (image.state() instanceof ImageState.NotStarted) {
        events.ordered(image, Repository.of(image.account(), image.name()), environment(image));
      }
      events.queued(image);
    } catch (RejectedException e) {
      events.rejected(request, e.problem());
    }
  }

  private Image store(NewImage request) {
    Optional<Kept<Image>> known = images.findKept(request.id());
    if (known.isEmpty()) {
      return add(request);
    }
    if (known.get().isDeleted()) {
      throw new RejectedException(
          "IdTaken",
          409,
          "Cannot create image '%s': the id '%s' was that of an image that is deleted. Use another id, or another Idempotency-Key."
              .formatted(request.name(), request.id()));
    }
    return sameAs(request, ofSameAccount(known.get().value(), request));
  }

  private Image add(NewImage request) {
    check(request);
    ModelManagementAccount account =
        accounts.require(request.account(), "create image '%s'".formatted(request.name()));
    Manifest manifest = manifest(request);
    BuildEnvironment environment = environments.of(account, request.computeResourceId());
    return images.add(
        request.id(),
        request.account(),
        request.name(),
        version -> image(request, version, manifest, environment));
  }

  /**
   * As it is now: credentials may have changed since the image was asked for. But its logs stay
   * where they are looked for.
   */
  private BuildEnvironment environment(Image image) {
    ModelManagementAccount account =
        accounts.require(image.account(), "order image '%s'".formatted(image.name()));
    BuildEnvironment now = environments.of(account, image.computeResourceId());
    return new BuildEnvironment(
        now.id(), now.containerRegistry(), now.limits(), now.runtimes(), image.artifactStore());
  }

  private static Image ofSameAccount(Image known, NewImage request) {
    if (!known.account().equals(request.account())) {
      throw new TakenIdException(
          "Cannot create image '%s': the id '%s' is taken. Use another id."
              .formatted(request.name(), request.id()));
    }
    return known;
  }

  /**
   * Requests of one id are one request; one with another content is a mistake of its sender. What
   * the request left to us may have changed.
   */
  private static Image sameAs(NewImage request, Image known) {
    boolean same =
        known.name().equals(request.name())
            && Objects.equals(known.description(), request.description())
            && known.manifest().id().equals(request.manifestId())
            && (request.computeResourceId() == null
                || request.computeResourceId().equals(known.computeResourceId()));
    if (!same) {
      throw new RejectedException(
          "IdempotencyKeyReused",
          422,
          "Cannot create image '%s': its id or Idempotency-Key was used for image '%s:%d', with another body. Use a new one for a new request."
              .formatted(request.name(), known.name(), known.version()));
    }
    return known;
  }

  private static void check(NewImage request) {
    if (ManifestRules.isLongerThan(MAX_DESCRIPTION, request.description())) {
      throw new RejectedException(
          "InvalidImage",
          400,
          "Cannot create image '%s': its description has more than %d characters. Shorten it."
              .formatted(request.name(), MAX_DESCRIPTION));
    }
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

  /**
   * @param environment that is named when the request names none
   */
  private Image image(
      NewImage request, int version, Manifest manifest, BuildEnvironment environment) {
    String named = request.computeResourceId();
    return new Image(
        request.id(),
        request.account(),
        request.name(),
        version,
        request.description(),
        DOCKER,
        named == null || named.isBlank() ? environment.id() : named,
        environment.artifactStore(),
        manifest,
        new ImageState.NotStarted(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
