package dev.modelwright.manifests.manifest.http;

import dev.modelwright.manifests.manifest.RegisteredModels;
import dev.modelwright.schemas.Model;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/**
 * Asks the registry-service, so that a model is seen from the moment its registration is answered.
 */
public final class HttpRegisteredModels implements RegisteredModels {

  private final RestClient registryService;

  public HttpRegisteredModels(RestClient registryService) {
    this.registryService = registryService;
  }

  @Override
  public Optional<Model> find(String account, UUID id) {
    try {
      return Optional.ofNullable(
          registryService
              .get()
              .uri("/accounts/" + account + "/models/{id}", id)
              .retrieve()
              .body(Model.class));
    } catch (HttpClientErrorException.NotFound _) {
      return Optional.empty();
    }
  }
}
