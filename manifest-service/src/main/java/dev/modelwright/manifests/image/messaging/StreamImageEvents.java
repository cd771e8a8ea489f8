package dev.modelwright.manifests.image.messaging;

import dev.modelwright.manifests.image.Image;
import dev.modelwright.manifests.image.ImageEvents;
import dev.modelwright.manifests.image.ImageState;
import dev.modelwright.manifests.image.NewImage;
import dev.modelwright.manifests.image.PublishedImage;
import dev.modelwright.manifests.image.Repository;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.ImageEvent.ImageCancellationRejected;
import dev.modelwright.schemas.ImageEvent.ImageCancelled;
import dev.modelwright.schemas.ImageEvent.ImageDeleted;
import dev.modelwright.schemas.ImageEvent.ImageQueued;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.Problem;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts about images and orders for workers on Kafka, correlated with the request for the image.
 */
public final class StreamImageEvents implements ImageEvents {

  private static final Logger log = LoggerFactory.getLogger(StreamImageEvents.class);

  private final Events events;

  public StreamImageEvents(Events events) {
    this.events = events;
  }

  @Override
  public void queued(Image image) {
    events.publish(new ImageQueued(PublishedImage.of(image)), image.id());
  }

  @Override
  public void rejected(NewImage request, Problem problem) {
    events.publish(
        new ImageRejected(request.id(), request.account(), request.name(), problem), request.id());
  }

  @Override
  public void cancelled(Image image, ImageState.Cancelled state) {
    events.publish(
        new ImageCancelled(image.id(), image.account(), state.problem(), state.endedAt()),
        image.id());
  }

  @Override
  public void cancellationRejected(UUID id, String account, Problem problem) {
    events.publish(new ImageCancellationRejected(id, account, problem), id);
  }

  @Override
  public void deleted(Image image, Instant deletedAt) {
    events.publish(
        new ImageDeleted(image.id(), image.account(), image.name(), image.version(), deletedAt),
        image.id());
  }

  @Override
  public void ordered(Image image, Repository repository, BuildEnvironment environment) {
    events.publish(
        new ImageRequested(
            image.id(),
            image.account(),
            image.name(),
            image.version(),
            repository.toString(),
            Integer.toString(image.version()),
            image.manifest(),
            environment),
        image.id());
    log.info("Ordered the build of image {} of account {}", image.id(), image.account());
  }
}
