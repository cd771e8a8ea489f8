package dev.modelwright.gateway.environment;

import dev.modelwright.schemas.Limits;
import java.util.Map;

/**
 * What an environment should be like; null where the client says nothing.
 *
 * @param artifactStore name of the store of its uploads and build logs
 */
public record EnvironmentChanges(
    String location,
    Map<String, String> tags,
    String description,
    Registry containerRegistry,
    Limits limits,
    Map<String, String> runtimes,
    String artifactStore) {

  /**
   * A container registry; without a URL the installation's own.
   *
   * @param password null when it stays what it is
   */
  public record Registry(
      String url, String publicAddress, String repositoryPrefix, String username, String password) {

    @Override
    public String toString() {
      return "Registry[url=%s, username=%s]".formatted(url, username);
    }
  }
}
