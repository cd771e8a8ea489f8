package dev.modelwright.distribution.wiring;

import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where images go whose environment has no container registry of its own.
 *
 * @param url how our services reach the container registry
 * @param publicAddress {@code host:port} by which engines and users reach it
 * @param username absent when it asks for none
 */
@ConfigurationProperties("modelwright.container-registry")
public record ContainerRegistryProperties(
    @DefaultValue("http://127.0.0.1:5000") URI url,
    @DefaultValue("127.0.0.1:5000") String publicAddress,
    String username,
    String password) {

  public ContainerRegistryProperties {
    try {
      access(url, publicAddress, username, password);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use the settings modelwright.container-registry: %s. Correct them."
              .formatted(e.getMessage()),
          e);
    }
  }

  public ContainerRegistryAccess access() {
    return access(url, publicAddress, username, password);
  }

  private static ContainerRegistryAccess access(
      URI url, String publicAddress, String username, String password) {
    Optional<Credentials> credentials =
        username == null || username.isBlank()
            ? Optional.empty()
            : Optional.of(new Credentials(username, password));
    return new ContainerRegistryAccess(url, publicAddress, Optional.empty(), credentials);
  }

  @Override
  public String toString() {
    return "ContainerRegistryProperties[url=%s, publicAddress=%s, username=%s]"
        .formatted(url, publicAddress, username);
  }
}
