package dev.modelwright.gateway.environment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Limits;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** An environment in the shape of the original's resource manager, then what we add. */
@JsonPropertyOrder({"id", "name", "type", "location", "tags", "properties"})
record EnvironmentResource(
    String id,
    String name,
    String type,
    String location,
    Map<String, String> tags,
    Properties properties) {

  private static final String TYPE = "Microsoft.MachineLearningCompute/operationalizationClusters";

  /**
   * @param provisioningState always {@code Succeeded}: what cannot be used is not set up
   * @param artifactStore where uploads and build logs go
   */
  @JsonPropertyOrder({
    "provisioningState",
    "clusterType",
    "description",
    "createdOn",
    "modifiedOn",
    "storageAccount",
    "containerRegistry",
    "limits",
    "runtimes",
    "artifactStore"
  })
  record Properties(
      String provisioningState,
      String clusterType,
      String description,
      Instant createdOn,
      Instant modifiedOn,
      StorageAccount storageAccount,
      ContainerRegistry containerRegistry,
      @JsonInclude(JsonInclude.Include.NON_NULL) Limits limits,
      Map<String, String> runtimes,
      String artifactStore) {}

  record StorageAccount(String resourceId) {}

  /**
   * @param inherited whether it is the installation's own
   */
  @JsonPropertyOrder({"url", "publicAddress", "repositoryPrefix", "username", "inherited"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ContainerRegistry(
      URI url, String publicAddress, String repositoryPrefix, String username, boolean inherited) {}

  static EnvironmentResource of(Environment environment) {
    Environment.Registry registry = environment.containerRegistry();
    return new EnvironmentResource(
        "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
            .formatted(environment.subscription(), environment.group(), TYPE, environment.name()),
        environment.name(),
        TYPE,
        environment.location(),
        environment.tags(),
        new Properties(
            "Succeeded",
            "Local",
            environment.description(),
            environment.createdOn(),
            environment.modifiedOn(),
            new StorageAccount(
                storageAccountId(
                    environment.subscription(), environment.group(), environment.storageAccount())),
            new ContainerRegistry(
                registry.url(),
                registry.publicAddress(),
                registry.repositoryPrefix(),
                registry.username(),
                registry.inherited()),
            environment.limits(),
            environment.runtimes(),
            environment.artifactStore()));
  }

  /** The original's client takes what follows the last slash for the account's name. */
  static String storageAccountId(String subscription, String group, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Storage/storageAccounts/%s"
        .formatted(subscription, group, name);
  }
}
