package dev.modelwright.registry.model.messaging;

import dev.modelwright.messaging.Events;
import dev.modelwright.registry.model.ModelEvents;
import dev.modelwright.registry.model.NewModel;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.Problem;

/** Facts about models on Kafka; each is correlated with the request, whose id the model has. */
public final class StreamModelEvents implements ModelEvents {

  private final Events events;

  public StreamModelEvents(Events events) {
    this.events = events;
  }

  @Override
  public void registered(Model model) {
    events.publish(new ModelRegistered(model), model.id());
  }

  @Override
  public void rejected(NewModel request, Problem problem) {
    events.publish(
        new ModelRegistrationRejected(request.id(), request.account(), request.name(), problem),
        request.id());
  }
}
