package dev.modelwright.testsupport;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A real container registry in a container, shared by the tests of one JVM. */
public final class TestContainerRegistry {

  private static final int PORT = 5000;

  private static final SharedServer<GenericContainer<?>> SERVER =
      new SharedServer<>("container-registry", _ -> start());

  private TestContainerRegistry() {}

  /** Host and port, as in an image's reference; the first call starts it. */
  public static String address() {
    return address(SERVER.get());
  }

  static String address(GenericContainer<?> container) {
    return container.getHost() + ":" + container.getMappedPort(PORT);
  }

  public static URI url() {
    return URI.create("http://" + address());
  }

  private static GenericContainer<?> start() {
    GenericContainer<?> container = container().waitingFor(Wait.forHttp("/v2/"));
    container.start();
    return container;
  }

  static GenericContainer<?> container() {
    return new GenericContainer<>(ServerImage.CONTAINER_REGISTRY.image())
        .withEnv("REGISTRY_STORAGE_DELETE_ENABLED", "true")
        .withEnv("REGISTRY_LOG_LEVEL", "warn")
        .withEnv("OTEL_TRACES_EXPORTER", "none")
        .withExposedPorts(PORT);
  }
}
