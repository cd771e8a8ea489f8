package dev.modelwright.testsupport;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import java.net.URI;

/** A real container registry, shared by the tests of one JVM. */
public final class TestContainerRegistry {

  private static final SharedServer<ContainerRegistryServer> SERVER =
      new SharedServer<>(
          "container-registry",
          folder ->
              ContainerRegistryServer.start(
                  folder, ContainerRegistryServer.executable(), FirstPort.ANY));

  private TestContainerRegistry() {}

  /** Host and port, as in an image's reference; the first call starts it. */
  public static String address() {
    return SERVER.get().address();
  }

  public static URI url() {
    return SERVER.get().url();
  }
}
