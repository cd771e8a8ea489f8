package dev.modelwright.testsupport;

import dev.modelwright.embedded.LoopbackPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * A real Azurite in a container, which is what Azure Blob storage is on a developer's machine;
 * shared by the tests of one JVM. It forgets everything when it ends.
 */
public final class TestAzurite implements AutoCloseable {

  /** The account and key that every Azurite has. */
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final SharedServer<TestAzurite> SERVER =
      new SharedServer<>("azurite", _ -> start(Map.of(), Map.of(), List.of()));

  private final GenericContainer<?> container;
  private final LoopbackPort port;

  private TestAzurite(GenericContainer<?> container, LoopbackPort port) {
    this.container = container;
    this.port = port;
  }

  /** The connection string of the shared one; the first call starts it. */
  public static String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
        .formatted(ACCOUNT, KEY, endpoint());
  }

  /** Address of the storage account of the shared one. */
  public static URI endpoint() {
    return SERVER.get().endpoint("http");
  }

  /**
   * One of its own; close it.
   *
   * @param files content by path in the container
   */
  public static TestAzurite start(
      Map<String, byte[]> files, Map<String, String> variables, List<String> options) {
    // It copies blobs by asking itself, so its port is the same outside and inside.
    LoopbackPort port = LoopbackPort.free();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "azurite-blob",
            "--inMemoryPersistence",
            "--silent",
            "--disableTelemetry",
            // The client is newer than Azurite.
            "--skipApiVersionCheck",
            // Java keeps connections for longer than the 5 s that it would.
            "--blobKeepAliveTimeout",
            "60",
            "--blobHost",
            "0.0.0.0",
            "--blobPort",
            port.toString()));
    command.addAll(options);
    GenericContainer<?> container =
        new GenericContainer<>(ServerImage.AZURITE.image())
            .withExposedPorts(port.number())
            .withCommand(command.toArray(String[]::new))
            .withEnv(variables)
            .waitingFor(Wait.forListeningPort());
    container.setPortBindings(List.of("%s:%s".formatted(port.address(), port)));
    files.forEach((path, content) -> container.withCopyToContainer(Transferable.of(content), path));
    container.start();
    return new TestAzurite(container, port);
  }

  /** Address of the storage account. */
  public URI endpoint(String scheme) {
    return URI.create("%s://%s/%s".formatted(scheme, port.address(), ACCOUNT));
  }

  @Override
  public void close() {
    container.stop();
  }
}
