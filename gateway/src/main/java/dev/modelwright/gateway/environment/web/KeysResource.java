package dev.modelwright.gateway.environment.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.schemas.Environment;

/** What {@code env get-credentials} shows, in the original's shape. */
@JsonPropertyOrder({"storageAccount", "containerRegistry", "appInsights"})
record KeysResource(
    StorageAccount storageAccount, ContainerRegistry containerRegistry, AppInsights appInsights) {

  /**
   * @param primaryKey Base64
   */
  record StorageAccount(String resourceId, String primaryKey) {}

  /**
   * @param username empty when the container registry is open, like the password
   */
  record ContainerRegistry(String loginServer, String username, String password) {}

  /** Which we do not have; the original's client reads the keys. */
  record AppInsights(String appId, String apiKey) {}

  static KeysResource of(ResourceName name, Environment.Keys keys) {
    return new KeysResource(
        new StorageAccount(
            EnvironmentResource.storageAccountId(
                name.subscription(), name.group(), keys.storageAccount()),
            keys.storageKey()),
        new ContainerRegistry(
            keys.loginServer(), orEmpty(keys.username()), orEmpty(keys.password())),
        new AppInsights("", ""));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
