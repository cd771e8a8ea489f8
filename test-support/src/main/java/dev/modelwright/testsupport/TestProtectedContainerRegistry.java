package dev.modelwright.testsupport;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A real container registry that asks for a password, shared by the tests of one JVM. */
public final class TestProtectedContainerRegistry {

  public static final String USERNAME = "team";
  public static final String PASSWORD = "s3cret";

  /** Of the password, by bcrypt. */
  private static final String HASH = "$2a$04$3vIz7TIstRZiKKv1Y8rVnu8OvjAkna0l856JQaZ8KLzUMnuBMjXs6";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final SharedServer<Server> SERVER =
      new SharedServer<>("protected-container-registry", Server::start);

  private TestProtectedContainerRegistry() {}

  /** Host and port, as in an image's reference; the first call starts it. */
  public static String address() {
    return SERVER.get().port.address();
  }

  public static URI url() {
    return URI.create("http://" + address());
  }

  private record Server(Process process, LoopbackPort port) implements AutoCloseable {

    static Server start(Path folder) {
      LoopbackPort port = LoopbackPort.free();
      try {
        Process process =
            new ProcessBuilder(
                    ContainerRegistryServer.executable().toString(),
                    "serve",
                    configuration(folder, port).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await().atMost(LIMIT).until(() -> asksForAPassword(port));
        return new Server(process, port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Path configuration(Path folder, LoopbackPort port) throws IOException {
      Path users = Files.writeString(folder.resolve("htpasswd"), USERNAME + ":" + HASH + "\n");
      return Files.writeString(
          folder.resolve("config.yml"),
          """
          version: 0.1
          log: {level: warn, accesslog: {disabled: true}}
          storage: {filesystem: {rootdirectory: "%s"}, delete: {enabled: true}}
          http: {addr: %s}
          auth: {htpasswd: {realm: tests, path: "%s"}}
          """
              .formatted(folder.resolve("data"), port.address(), users));
    }

    private static boolean asksForAPassword(LoopbackPort port) {
      try {
        URI url = URI.create("http://%s/v2/".formatted(port.address()));
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        return connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }
}
