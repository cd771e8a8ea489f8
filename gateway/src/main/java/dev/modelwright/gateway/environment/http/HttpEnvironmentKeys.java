package dev.modelwright.gateway.environment.http;

import dev.modelwright.gateway.environment.EnvironmentKeys;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.schemas.Environment;
import org.springframework.http.HttpMethod;

/** Asks the manifest-service. */
public final class HttpEnvironmentKeys implements EnvironmentKeys {

  private final OwnerClient owner;

  public HttpEnvironmentKeys(OwnerClient owner) {
    this.owner = owner;
  }

  @Override
  public Environment.Keys of(ResourceName environment) {
    return owner
        .ask(
            HttpMethod.POST,
            null,
            Environment.Keys.class,
            "environments",
            environment.subscription(),
            environment.group(),
            environment.name(),
            "keys")
        .body();
  }
}
