package dev.modelwright.schemas;

import java.util.List;
import java.util.UUID;

/** Requests to the manifest-service for manifests, on topic {@code manifest-requests}. */
public sealed interface ManifestRequestEvent extends Event {

  /**
   * Asks for the next version of a manifest.
   *
   * @param id id that the new manifest will have; a repeated id is the same request
   * @param driverProgram id of the asset that holds {@code init()} and {@code run()}
   * @param modelIds registered models of the same account; may be empty
   */
  record ManifestCreationRequested(
      UUID id,
      String account,
      String name,
      String description,
      String driverProgram,
      String modelType,
      List<UUID> modelIds,
      List<Asset> assets,
      TargetRuntime targetRuntime,
      String webserviceType)
      implements ManifestRequestEvent {

    public ManifestCreationRequested {
      modelIds = modelIds == null ? List.of() : List.copyOf(modelIds);
      assets = assets == null ? List.of() : List.copyOf(assets);
    }

    @Override
    public String key() {
      return account + "/" + name;
    }
  }
}
