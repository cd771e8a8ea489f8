package dev.modelwright.testsupport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The machine's container engine; tests that need one do not run without it. */
public final class TestEngine {

  private static final String USUAL_HOST = "unix:///var/run/docker.sock";

  private TestEngine() {}

  /**
   * The address that {@code DOCKER_HOST} names, else the usual socket.
   *
   * @throws IllegalStateException when no engine listens there
   */
  public static URI host() {
    URI host = URI.create(System.getenv().getOrDefault("DOCKER_HOST", USUAL_HOST));
    if ("unix".equals(host.getScheme())) {
      requireListener(host);
    }
    return host;
  }

  private static void requireListener(URI host) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Path.of(host.getPath())));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot reach the container engine at '%s': %s. Start Docker or set DOCKER_HOST."
              .formatted(host, e.getMessage()),
          e);
    }
  }
}
