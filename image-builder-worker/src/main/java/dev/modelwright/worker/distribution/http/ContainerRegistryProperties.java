package dev.modelwright.worker.distribution.http;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where images go.
 *
 * @param url how this worker reaches the container registry
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
    if (url.getHost() == null || !(isHttp(url) || isHttps(url))) {
      throw new IllegalArgumentException(
          "modelwright.container-registry.url is '%s': give http://host:port or https://host"
              .formatted(url));
    }
    if (username != null && !username.isBlank() && password == null) {
      throw new IllegalArgumentException(
          "modelwright.container-registry.username is set, but not its password");
    }
  }

  /** Empty when the container registry is open. */
  public Optional<Credentials> credentials() {
    return username == null || username.isBlank()
        ? Optional.empty()
        : Optional.of(new Credentials(username, password));
  }

  @Override
  public String toString() {
    return "ContainerRegistryProperties[url=%s, publicAddress=%s, username=%s]"
        .formatted(url, publicAddress, username);
  }

  private static boolean isHttp(URI url) {
    return "http".equalsIgnoreCase(url.getScheme());
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }
}
