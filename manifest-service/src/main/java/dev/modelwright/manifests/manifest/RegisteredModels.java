package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Model;
import java.util.Optional;
import java.util.UUID;

/** The models of the registry-service. */
public interface RegisteredModels {

  /**
   * Sees every model whose registration was answered.
   *
   * @return empty when the account has no such model
   * @throws RuntimeException when the registry-service does not answer; the cause may pass
   */
  Optional<Model> find(String account, UUID id);
}
