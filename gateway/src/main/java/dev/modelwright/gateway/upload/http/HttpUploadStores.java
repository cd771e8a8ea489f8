package dev.modelwright.gateway.upload.http;

import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.gateway.upload.UploadStores;
import dev.modelwright.schemas.Environment;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;

/** Asks the manifest-service, which chooses environments for images as well. */
public final class HttpUploadStores implements UploadStores {

  private static final ParameterizedTypeReference<Environment> ENVIRONMENT =
      ParameterizedTypeReference.forType(Environment.class);

  private final OwnerClient owner;
  private final ArtifactStores stores;

  public HttpUploadStores(OwnerClient owner, ArtifactStores stores) {
    this.owner = owner;
    this.stores = stores;
  }

  @Override
  public StoreName of(Account account, String computeResourceId) {
    if (computeResourceId == null && stores.names().size() == 1) {
      // Whatever the environment is: nobody need be asked, or be there.
      return StoreName.DEFAULT;
    }
    Environment environment =
        owner.get(
            ENVIRONMENT,
            computeResourceId == null
                ? Map.of()
                : Map.of("computeResourceId", List.of(computeResourceId)),
            "accounts",
            account.subscription(),
            account.group(),
            account.name(),
            "environment");
    return StoreName.ofNullable(environment.artifactStore());
  }
}
