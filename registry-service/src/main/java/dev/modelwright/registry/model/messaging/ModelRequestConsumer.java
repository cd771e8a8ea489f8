package dev.modelwright.registry.model.messaging;

import dev.modelwright.messaging.Events;
import dev.modelwright.registry.model.ModelRegistry;
import dev.modelwright.registry.model.NewModel;
import dev.modelwright.registry.model.TakenIdException;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Hands requests for models to the use case. */
public final class ModelRequestConsumer implements Consumer<ModelRegistrationRequested> {

  private final ModelRegistry registry;

  private ModelRequestConsumer(ModelRegistry registry) {
    this.registry = registry;
  }

  /** Consumes batches of the binding. */
  public static Consumer<Message<List<byte[]>>> of(Events events, ModelRegistry registry) {
    return events.consumer(ModelRegistrationRequested.class, new ModelRequestConsumer(registry));
  }

  @Override
  public void accept(ModelRegistrationRequested request) {
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
