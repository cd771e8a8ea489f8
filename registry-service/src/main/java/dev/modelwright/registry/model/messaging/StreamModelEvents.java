package dev.modelwright.registry.model.messaging;

import dev.modelwright.artifacts.Pinned;
import dev.modelwright.messaging.Events;
import dev.modelwright.registry.model.Model;
import dev.modelwright.registry.model.ModelEvents;
import dev.modelwright.registry.model.NewModel;
import dev.modelwright.registry.model.RejectedException;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.ModelEvent.ModelDeleted;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.Problem;
import java.time.Instant;

/** Facts about models on Kafka; each is correlated with the request, whose id the model has. */
public final class StreamModelEvents implements ModelEvents {

  private final Events events;

  public StreamModelEvents(Events events) {
    this.events = events;
  }

  @Override
  public void registered(Model model) {
    events.publish(new ModelRegistered(fact(model)), model.id());
  }

  @Override
  public void deleted(Model model, Instant deletedAt) {
    events.publish(
        new ModelDeleted(model.id(), model.account(), model.name(), model.version(), deletedAt),
        model.id());
  }

  @Override
  public void rejected(NewModel request, RejectedException reason) {
    events.publish(
        new ModelRegistrationRejected(
            request.id(), request.account(), request.name(), problem(reason)),
        request.id());
  }

  private static dev.modelwright.schemas.Model fact(Model model) {
    return new dev.modelwright.schemas.Model(
        model.id(),
        model.account(),
        model.name(),
        model.version(),
        model.description(),
        model.tags(),
        model.url(),
        model.mimeType(),
        model.unpack(),
        content(model.content()),
        model.createdAt());
  }

  private static Content content(Pinned pinned) {
    return new Content(
        pinned.path().value(),
        pinned.sha256(),
        pinned.size(),
        pinned.format().toString(),
        pinned.fileName(),
        pinned.roots());
  }

  private static Problem problem(RejectedException reason) {
    return new Problem(
        reason.code(),
        reason.getMessage(),
        reason.statusCode(),
        reason.brokenRules().stream()
            .map(broken -> new Problem.Detail("InvalidProperty", broken.rule(), broken.property()))
            .toList());
  }
}
