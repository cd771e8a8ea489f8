package dev.modelwright.manifests.manifest.http;

import dev.modelwright.manifests.manifest.RegisteredAccounts;
import dev.modelwright.schemas.ModelManagementAccount;
import java.util.Optional;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Asks the registry-service, so that an account is seen as soon as its creation is answered. */
public final class HttpRegisteredAccounts implements RegisteredAccounts {

  private final RestClient registryService;

  public HttpRegisteredAccounts(RestClient registryService) {
    this.registryService = registryService;
  }

  @Override
  public Optional<ModelManagementAccount> find(String account) {
    try {
      return Optional.ofNullable(
          registryService
              .get()
              .uri("/accounts/" + account)
              .retrieve()
              .body(ModelManagementAccount.class));
    } catch (HttpClientErrorException.NotFound _) {
      return Optional.empty();
    }
  }
}
