package dev.modelwright.manifests.manifest.messaging;

import dev.modelwright.manifests.manifest.ManifestComposer;
import dev.modelwright.manifests.manifest.NewManifest;
import dev.modelwright.manifests.manifest.TakenIdException;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import java.util.function.Consumer;

/** Hands requests for manifests to the use case. */
public final class ManifestRequestConsumer implements Consumer<ManifestCreationRequested> {

  private final ManifestComposer composer;

  public ManifestRequestConsumer(ManifestComposer composer) {
    this.composer = composer;
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
