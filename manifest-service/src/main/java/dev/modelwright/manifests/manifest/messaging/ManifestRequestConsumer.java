package dev.modelwright.manifests.manifest.messaging;

import dev.modelwright.manifests.manifest.ManifestComposer;
import dev.modelwright.manifests.manifest.NewManifest;
import dev.modelwright.manifests.manifest.TakenIdException;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Hands requests for manifests to the use case. */
public final class ManifestRequestConsumer implements Consumer<Message<byte[]>> {

  private final Events events;
  private final ManifestComposer composer;

  public ManifestRequestConsumer(Events events, ManifestComposer composer) {
    this.events = events;
    this.composer = composer;
  }

  @Override
  public void accept(Message<byte[]> message) {
    Event event = events.read(message);
    if (!(event instanceof ManifestCreationRequested request)) {
      throw new UnreadableEventException(
          "Cannot take %s for a request: it does not belong on this topic."
              .formatted(event.getClass().getSimpleName()));
    }
    try {
      composer.compose(
          new NewManifest(
              request.id(),
              request.account(),
              request.name(),
              request.description(),
              request.driverProgram(),
              request.modelType(),
              request.modelIds(),
              request.assets(),
              request.targetRuntime(),
              request.webserviceType()));
    } catch (TakenIdException e) {
      throw new UnreadableEventException(e.getMessage());
    }
  }
}
