package dev.modelwright.manifests.image;

import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** An image as others see it: the state spread out into properties. */
public final class PublishedImage {

  private PublishedImage() {}

  public static dev.modelwright.schemas.Image of(Image image) {
    return switch (image.state()) {
      case ImageState.NotStarted _ -> published(image, null, null, null, null, List.of(), null);
      case ImageState.Running(int _, URI log, List<Phase> phases) ->
          published(image, null, null, log, null, phases, null);
      case ImageState.Succeeded(
              int _,
              URI log,
              String location,
              String digest,
              List<Phase> phases,
              Instant endedAt) ->
          published(image, location, digest, log, null, phases, endedAt);
      case ImageState.Failed(
              int _,
              URI log,
              Problem problem,
              List<Phase> phases,
              Instant endedAt) ->
          published(image, null, null, log, problem, phases, endedAt);
      case ImageState.Cancelled(
              int _,
              URI log,
              Problem problem,
              List<Phase> phases,
              Instant endedAt) ->
          published(image, null, null, log, problem, phases, endedAt);
    };
  }

  private static dev.modelwright.schemas.Image published(
      Image image,
      String location,
      String digest,
      URI log,
      Problem problem,
      List<Phase> phases,
      Instant endedAt) {
    return new dev.modelwright.schemas.Image(
        image.id(),
        image.account(),
        image.name(),
        image.version(),
        image.description(),
        image.imageType(),
        image.computeResourceId(),
        image.manifest(),
        image.state().getClass().getSimpleName(),
        image.state().attempt(),
        location,
        digest,
        log,
        problem,
        phases,
        image.createdAt(),
        endedAt,
        image.artifactStore());
  }

  /** The image behind the published form; its inverse. */
  public static Image read(dev.modelwright.schemas.Image published) {
    return new Image(
        published.id(),
        published.account(),
        published.name(),
        published.version(),
        published.description(),
        published.imageType(),
        published.computeResourceId(),
        published.artifactStore(),
        published.manifest(),
        state(published),
        published.createdAt());
  }

  private static ImageState state(dev.modelwright.schemas.Image published) {
    return switch (published.state()) {
      case "NotStarted" -> new ImageState.NotStarted();
      case "Running" ->
          new ImageState.Running(published.attempt(), published.logUri(), published.phases());
      case "Succeeded" ->
          new ImageState.Succeeded(
              published.attempt(),
              published.logUri(),
              published.location(),
              published.digest(),
              published.phases(),
              published.endedAt());
      case "Failed" ->
          new ImageState.Failed(
              published.attempt(),
              published.logUri(),
              published.problem(),
              published.phases(),
              published.endedAt());
      case "Cancelled" ->
          new ImageState.Cancelled(
              published.attempt(),
              published.logUri(),
              published.problem(),
              published.phases(),
              published.endedAt());
      default ->
          throw new IllegalArgumentException(
              "Cannot read image '%s': its state '%s' is unknown. It was written by a newer release."
                  .formatted(published.id(), published.state()));
    };
  }
}
