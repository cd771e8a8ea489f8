package dev.modelwright.schemas;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts about images, on topic {@code images}. */
public sealed interface ImageEvent extends Event {

  /** The image has its version and its build is ordered. */
  record ImageQueued(Image image) implements ImageEvent {

    @Override
    public UUID id() {
      return image.id();
    }

    @Override
    public String account() {
      return image.account();
    }
  }

  /** An image was refused; nothing is stored. */
  record ImageRejected(UUID id, String account, String name, Problem problem)
      implements ImageEvent {}

  /**
   * A worker has begun.
   *
   * @param attempt 1 for the first; a dead worker's build is begun again with the next number
   * @param logUri where the build log can be read, from now on
   */
  record ImageBuildStarted(
      UUID id, String account, int attempt, String worker, URI logUri, Instant startedAt)
      implements ImageEvent {}

  /** A phase of the build has begun or ended; {@code phases} holds all so far. */
  record ImageBuildProgressed(UUID id, String account, int attempt, List<Phase> phases)
      implements ImageEvent {

    public ImageBuildProgressed {
      phases = List.copyOf(phases);
    }
  }

  /**
   * The image has answered its health request and its tag is in place.
   *
   * @param location {@code address/repository:tag} as engines and users reach it
   * @param digest {@code sha256:…} of the image manifest
   */
  record ImageSucceeded(
      UUID id,
      String account,
      int attempt,
      String location,
      String digest,
      List<Phase> phases,
      Instant endedAt)
      implements ImageEvent {

    public ImageSucceeded {
      phases = List.copyOf(phases);
    }
  }

  /** The build ended without an image, for a cause that a repetition would not change. */
  record ImageFailed(
      UUID id, String account, int attempt, Problem problem, List<Phase> phases, Instant endedAt)
      implements ImageEvent {

    public ImageFailed {
      phases = List.copyOf(phases);
    }
  }

  /**
   * Somebody asked for an end of the build; what a worker does for it from now on counts no more.
   *
   * @param problem says so, with status 409
   */
  record ImageCancelled(UUID id, String account, Problem problem, Instant endedAt)
      implements ImageEvent {}

  /** A cancellation was refused; the image stays what it is. */
  record ImageCancellationRejected(UUID id, String account, Problem problem)
      implements ImageEvent {}

  /** An image is gone from its account; its version is never given again. */
  record ImageDeleted(UUID id, String account, String name, int version, Instant deletedAt)
      implements ImageEvent {}
}
