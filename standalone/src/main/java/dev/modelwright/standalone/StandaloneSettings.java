package dev.modelwright.standalone;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.embedded.MongoServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment of the process says; everything has a default. Settings of a single service,
 * such as MODELWRIGHT_DOCKER_HOST and MODELWRIGHT_CA_BUNDLE, reach it by themselves.
 *
 * @param home folder that keeps everything (MODELWRIGHT_HOME, {@code ~/.modelwright})
 * @param bind address of this machine that the gateway listens on (MODELWRIGHT_BIND, 127.0.0.1)
 * @param port of the gateway (MODELWRIGHT_PORT, 8080)
 * @param publicUrl how clients reach the gateway (MODELWRIGHT_PUBLIC_URL, made from bind and port)
 * @param mongoUri connection string of a MongoDB of the user's (MODELWRIGHT_MONGODB_URI)
 * @param containerRegistry the user's (MODELWRIGHT_CONTAINER_REGISTRY_URL)
 * @param runtimes folder with the base images (MODELWRIGHT_RUNTIMES, {@code .tools/runtimes})
 * @param workers how many builds run at the same time (MODELWRIGHT_WORKERS, 1)
 */
record StandaloneSettings(
    Path home,
    String bind,
    LoopbackPort port,
    URI publicUrl,
    Optional<String> mongoUri,
    Optional<ContainerRegistry> containerRegistry,
    Path runtimes,
    int workers) {

  private static final String DEFAULT_BIND = LoopbackPort.HOST;
  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_WORKERS = 1;
  private static final int MOST_WORKERS = 64;

  /**
   * A container registry that the user brings.
   *
   * @param url how the workers reach it
   * @param publicAddress {@code host:port} in the names of images
   */
  record ContainerRegistry(
      URI url, String publicAddress, Optional<String> username, Optional<String> password) {

    @Override
    public String toString() {
      return "ContainerRegistry[url=%s, publicAddress=%s]".formatted(url, publicAddress);
    }
  }

  /**
   * Reads the variables of an environment.
   *
   * @throws InvalidSettingException when one cannot be used
   */
  static StandaloneSettings of(Map<String, String> environment) {
    return new Reader(environment).settings();
  }

  /** The program to start when no MongoDB is given. */
  Path mongod() {
    return MongoServer.executable();
  }

  /** The program to start when no container registry is given. */
  Path dockerRegistry() {
    return ContainerRegistryServer.executable();
  }

  private record Reader(Map<String, String> environment) {

    StandaloneSettings settings() {
      String bind = bind();
      LoopbackPort port = port();
      return new StandaloneSettings(
          path("MODELWRIGHT_HOME")
              .orElseGet(() -> Path.of(System.getProperty("user.home"), ".modelwright"))
              .toAbsolutePath(),
          bind,
          port,
          url("MODELWRIGHT_PUBLIC_URL").orElseGet(() -> url(bind, port)),
          value("MODELWRIGHT_MONGODB_URI"),
          url("MODELWRIGHT_CONTAINER_REGISTRY_URL").map(this::containerRegistry),
          path("MODELWRIGHT_RUNTIMES")
              .orElseGet(() -> Path.of(".tools", "runtimes"))
              .toAbsolutePath(),
          workers());
    }

    private Optional<String> value(String variable) {
      return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private Optional<Path> path(String variable) {
      return value(variable).map(Path::of);
    }

    private Optional<URI> url(String variable) {
      return value(variable)
          .map(value -> {
            try {
              URI url = new URI(value);
              if (url.getHost() != null && url.getScheme().matches("https?")) {
                return url;
              }
            } catch (URISyntaxException _) {
              // said below
            }
            throw new InvalidSettingException(
                variable, value, "it is no http or https address", "Write http://host:port.");
          });
    }

    /** What listens on every address is reached on this machine's own. */
    private static URI url(String bind, LoopbackPort port) {
      boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
      String host = everywhere ? LoopbackPort.HOST : bind;
      return URI.create(
          "http://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    private String bind() {
      String bind = value("MODELWRIGHT_BIND").orElse(DEFAULT_BIND);
      try {
        InetAddress.getByName(bind);
        return bind;
      } catch (UnknownHostException e) {
        throw new InvalidSettingException(
            "MODELWRIGHT_BIND", bind, "it is no address", "Write 127.0.0.1 or 0.0.0.0.");
      }
    }

    private LoopbackPort port() {
      String port = value("MODELWRIGHT_PORT").orElse(Integer.toString(DEFAULT_PORT));
      try {
        return new LoopbackPort(Integer.parseInt(port));
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException(
            "MODELWRIGHT_PORT", port, "it is no port", "Write a number between 1 and 65535.");
      }
    }

    private int workers() {
      String workers = value("MODELWRIGHT_WORKERS").orElse(Integer.toString(DEFAULT_WORKERS));
      if (workers.matches("[0-9]{1,2}")) {
        int number = Integer.parseInt(workers);
        if (number >= 1 && number <= MOST_WORKERS) {
          return number;
        }
      }
      throw new InvalidSettingException(
          "MODELWRIGHT_WORKERS",
          workers,
          "it is no number of builds",
          "Write a number between 1 and %d.".formatted(MOST_WORKERS));
    }

    private ContainerRegistry containerRegistry(URI url) {
      return new ContainerRegistry(
          url,
          value("MODELWRIGHT_CONTAINER_REGISTRY_PUBLIC_ADDRESS").orElse(url.getAuthority()),
          value("MODELWRIGHT_CONTAINER_REGISTRY_USERNAME"),
          value("MODELWRIGHT_CONTAINER_REGISTRY_PASSWORD"));
    }
  }
}
