package dev.modelwright.manifests.image.messaging;

import dev.modelwright.manifests.image.ImageCanceller;
import dev.modelwright.manifests.image.ImageOrders;
import dev.modelwright.manifests.image.NewImage;
import dev.modelwright.manifests.manifest.TakenIdException;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.ImageRequestEvent;
import dev.modelwright.schemas.ImageRequestEvent.ImageCancellationRequested;
import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Hands requests about images to the use cases. */
public final class ImageRequestConsumer implements Consumer<ImageRequestEvent> {

  private final ImageOrders orders;
  private final ImageCanceller canceller;

  private ImageRequestConsumer(ImageOrders orders, ImageCanceller canceller) {
    this.orders = orders;
    this.canceller = canceller;
  }

  /** Consumes batches of the binding. */
  public static Consumer<Message<List<byte[]>>> of(
      Events events, ImageOrders orders, ImageCanceller canceller) {
    return events.consumer(ImageRequestEvent.class, new ImageRequestConsumer(orders, canceller));
  }

  @Override
  public void accept(ImageRequestEvent request) {
    switch (request) {
      case ImageCreationRequested creation -> order(creation);
      case ImageCancellationRequested cancellation ->
          canceller.cancel(cancellation.id(), cancellation.account());
    }
  }

  private void order(ImageCreationRequested request) {
    try {
      orders.order(
          new NewImage(
              request.id(),
              request.account(),
              request.name(),
              request.description(),
              request.manifestId(),
              request.imageType(),
              request.computeResourceId()));
    } catch (TakenIdException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }
}
