package dev.modelwright.manifests.environment;

import dev.modelwright.schemas.Limits;
import java.util.Map;

/**
 * What an environment should be like; null leaves it as it is, or as it usually is.
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
   * A container registry.
   *
   * @param url null for the installation's own
   * @param publicAddress null for that of the URL
   * @param username null when none is needed
   * @param password may be null when the URL and the user name stay what they are
   */
  public record Registry(
      String url, String publicAddress, String repositoryPrefix, String username, String password) {

    @Override
    public String toString() {
      return "Registry[url=%s, username=%s]".formatted(url, username);
    }
  }
}
