package dev.modelwright.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A container registry child process (distribution 2.8 or newer) on 127.0.0.1. */
public final class ContainerRegistryServer implements AutoCloseable {

  private static final LoopbackPort USUAL_PORT = new LoopbackPort(5000);
  private static final int TIMEOUT_MILLIS = 1_000;

  private final DirectoryLock lock;
  private final ChildProcess process;
  private final LoopbackPort port;

  private ContainerRegistryServer(DirectoryLock lock, ChildProcess process, LoopbackPort port) {
    this.lock = lock;
    this.process = process;
    this.port = port;
  }

  /** Which port a new directory gets; it keeps that port, since image locations contain it. */
  public enum FirstPort {
    /** 5000, or any free one when that is taken. */
    USUAL {
      @Override
      LoopbackPort choose() {
        return USUAL_PORT.isFree() ? USUAL_PORT : LoopbackPort.free();
      }
    },
    ANY {
      @Override
      LoopbackPort choose() {
        return LoopbackPort.free();
      }
    };

    abstract LoopbackPort choose();
  }

  /**
   * The program named by {@code MODELWRIGHT_DOCKER_REGISTRY}, else {@code docker-registry} on the
   * path.
   *
   * @throws StartFailedException when there is none
   */
  public static Path executable() {
    Executable executables = Executable.ofThisProcess();
    return executables
        .namedBy("MODELWRIGHT_DOCKER_REGISTRY")
        .or(() -> executables.onPath("docker-registry"))
        .orElseThrow(() ->
            new StartFailedException(
                "Cannot find docker-registry on the PATH. Install it (Debian and Ubuntu:"
                    + " apt-get install docker-registry), set MODELWRIGHT_DOCKER_REGISTRY to"
                    + " the path of a distribution registry, or set"
                    + " MODELWRIGHT_CONTAINER_REGISTRY_URL to a container registry of yours."));
  }

  /**
   * Starts a container registry on a directory and returns when it answers.
   *
   * @throws DirectoryInUseException when another one of ours runs on it
   * @throws StartFailedException in words, when it cannot start
   */
  public static ContainerRegistryServer start(
      Path directory, Path executable, FirstPort firstPort) {
    return DirectoryLock.start(
        "the container registry", directory, lock -> start(lock, directory, executable, firstPort));
  }

  private static ContainerRegistryServer start(
      DirectoryLock lock, Path directory, Path executable, FirstPort firstPort) throws IOException {
    ChildProcess.stopLeftover(directory, executable);
    LoopbackPort port = portKeptIn(directory.resolve("port"), firstPort);
    Path config = writeConfig(directory.toAbsolutePath(), port);
    List<String> command =
        List.of(executable.toAbsolutePath().toString(), "serve", config.toString());
    ChildProcess process = ChildProcess.start(command, directory, () -> answers(port));
    return new ContainerRegistryServer(lock, process, port);
  }

  /** Host and port, as in an image's reference. */
  public String address() {
    return port.address();
  }

  public URI url() {
    return url(port);
  }

  /** Completes, in words, when the registry has died and cannot be started again. */
  public CompletableFuture<StartFailedException> death() {
    return process.death();
  }

  @Override
  public void close() {
    process.close();
    lock.close();
  }

  private static LoopbackPort portKeptIn(Path file, FirstPort firstPort) {
    LoopbackPort port = LoopbackPort.keptIn(file).orElseGet(firstPort::choose);
    if (!port.isFree()) {
      throw new StartFailedException(
          "Cannot start the container registry: its port %s is taken, and the images it holds are named with it. Stop what listens on %s, or write another port into '%s' and give up the old names."
              .formatted(port, port.address(), file));
    }
    return port.keepIn(file);
  }

  private static Path writeConfig(Path directory, LoopbackPort port) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    return Files.writeString(
        directory.resolve("config.yml"),
        """
        version: 0.1
        log:
          level: warn
          accesslog:
            disabled: true
        storage:
          filesystem:
            rootdirectory: "%s"
          delete:
            enabled: true
        http:
          addr: %s
        """
            .formatted(
                data.toString().replace("\\", "\\\\").replace("\"", "\\\""), port.address()));
  }

  private static URI url(LoopbackPort port) {
    return URI.create("http://" + port.address());
  }

  private static boolean answers(LoopbackPort port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) url(port).resolve("/v2/").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
