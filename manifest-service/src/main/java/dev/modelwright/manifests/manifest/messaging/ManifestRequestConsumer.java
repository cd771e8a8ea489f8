package dev.modelwright.manifests.manifest.messaging;

import dev.modelwright.manifests.manifest.ManifestComposer;
import dev.modelwright.manifests.manifest.NewManifest;
import dev.modelwright.manifests.manifest.TakenIdException;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;

/** Hands requests for manifests to the use case. */
public final class ManifestRequestConsumer implements Consumer<ManifestCreationRequested> {

  private final ManifestComposer composer;

  private ManifestRequestConsumer(ManifestComposer composer) {
    this.composer = composer;
  }

  /** Consumes batches of the binding. */
  public static Consumer<Message<List<byte[]>>> of(Events events, ManifestComposer composer) {
    return events.consumer(ManifestCreationRequested.class, new ManifestRequestConsumer(composer));
  }

  @Override
  public void accept(ManifestCreationRequested request) {
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
