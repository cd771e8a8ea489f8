package dev.modelwright.manifests.image.messaging;

import dev.modelwright.manifests.image.ImageProgress;
import dev.modelwright.manifests.image.ImageState;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.ImageEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;

/** Hands what workers report to the use case. */
public final class ImageFactConsumer implements Consumer<ImageEvent> {

  private static final Logger log = LoggerFactory.getLogger(ImageFactConsumer.class);

  private final ImageProgress progress;

  private ImageFactConsumer(ImageProgress progress) {
    this.progress = progress;
  }

  /** Consumes batches of the binding. */
  public static Consumer<Message<List<byte[]>>> of(Events events, ImageProgress progress) {
    return events.consumer(ImageEvent.class, new ImageFactConsumer(progress));
  }

  @Override
  public void accept(ImageEvent fact) {
    switch (fact) {
      case ImageEvent.ImageBuildStarted started ->
          apply(started, state -> state.started(started.attempt(), started.logUri()));
      case ImageEvent.ImageBuildProgressed progressed ->
          apply(progressed, state -> state.progressed(progressed.attempt(), progressed.phases()));
      case ImageEvent.ImageSucceeded succeeded ->
          apply(
              succeeded,
              state ->
                  state.succeeded(
                      succeeded.attempt(),
                      succeeded.location(),
                      succeeded.digest(),
                      succeeded.phases(),
                      succeeded.endedAt()));
      case ImageEvent.ImageFailed failed ->
          apply(
              failed,
              state ->
                  state.failed(
                      failed.attempt(), failed.problem(), failed.phases(), failed.endedAt()));
      case ImageEvent.ImageQueued _,
          ImageEvent.ImageRejected _,
          ImageEvent.ImageCancelled _,
          ImageEvent.ImageCancellationRejected _,
          ImageEvent.ImageDeleted _ -> {
        // Our own facts: what they say is stored already.
      }
    }
  }

  private void apply(ImageEvent fact, UnaryOperator<ImageState> transition) {
    if (!progress.apply(fact.id(), fact.account(), transition)) {
      log.warn(
          "Passed over {} of image {} of account {}: no such image",
          fact.getClass().getSimpleName(),
          fact.id(),
          fact.account());
    }
  }
}
