package dev.modelwright.registry.model.messaging;

import dev.modelwright.messaging.Events;
import dev.modelwright.registry.model.ModelRegistry;
import dev.modelwright.registry.model.NewModel;
import dev.modelwright.registry.model.TakenIdException;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Hands requests for models to the use case. */
public final class ModelRequestConsumer implements Consumer<Message<byte[]>> {

  private final Events events;
  private final ModelRegistry registry;

  public ModelRequestConsumer(Events events, ModelRegistry registry) {
    this.events = events;
    this.registry = registry;
  }

  @Override
  public void accept(Message<byte[]> message) {
    Event event = events.read(message);
    if (!(event instanceof ModelRegistrationRequested request)) {
      throw new UnreadableEventException(
          "Cannot take %s for a request: it does not belong on this topic."
              .formatted(event.getClass().getSimpleName()));
    }
    try {
      registry.register(
          new NewModel(
              request.id(),
              request.account(),
              request.name(),
              request.description(),
              request.tags(),
              request.url(),
              request.mimeType(),
              request.unpack()));
    } catch (TakenIdException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }
}
