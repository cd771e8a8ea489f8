package dev.modelwright.worker.distribution.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** A real container registry for a test, on a free port. */
public final class RegistryProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private RegistryProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static RegistryProcess start(Path folder) {
    try {
      int port = freePort();
      Path config = Files.writeString(folder.resolve("registry.yml"), configuration(folder, port));
      Process process =
          new ProcessBuilder("docker-registry", "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("registry.log").toFile())
              .start();
      RegistryProcess registry = new RegistryProcess(process, port);
      Awaitility.await("container registry").until(registry::isUp);
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://" + address());
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public ContainerRegistryProperties properties() {
    return new ContainerRegistryProperties(url(), address(), null, null);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private boolean isUp() throws IOException {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path folder, int port) {
    return """
    version: 0.1
    log:
      level: warn
    storage:
      filesystem:
        rootdirectory: %s
      delete:
        enabled: true
    http:
      addr: 127.0.0.1:%d
    """
        .formatted(folder.resolve("registry"), port);
  }
}
