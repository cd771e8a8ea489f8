package dev.modelwright.standalone;

import dev.modelwright.embedded.DirectoryLock;
import dev.modelwright.embedded.StartFailedException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs in this process, from the lock on its home to the file that says it is
 * ready.
 */
final class Standalone implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Standalone.class);

  private final Running running = new Running();

  /**
   * Starts everything; returns when the gateway answers and a worker takes builds.
   *
   * @param onDeath is told when a part has died and cannot be started again
   */
  void start(StandaloneSettings settings, Consumer<StartFailedException> onDeath) {
    long begin = System.nanoTime();
    running.add("lock on the home", DirectoryLock.acquire(settings.home()));
    requireFreePort(settings);
    ReadyFile readyFile = new ReadyFile(settings.home());
    readyFile.delete();
    Secret secret = Secret.keptIn(settings.home());
    Infrastructure infrastructure = Infrastructure.start(settings, running, onDeath);
    Services services = new Services(settings, infrastructure, secret);
    services.start(running);
    running.add(
        "ready file", readyFile.write(settings.publicUrl(), infrastructure, services.metrics()));
    log.info(
        "Modelwright is ready at {} after {} ms",
        settings.publicUrl(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** Stops in reverse order; what is still starting is stopped too. */
  @Override
  public void close() {
    running.close();
  }

  private static void requireFreePort(StandaloneSettings settings) {
    if (!settings.port().isFree(settings.bind())) {
      throw new InvalidSettingException(
          "MODELWRIGHT_PORT",
          settings.port().toString(),
          "another program listens on %s:%s".formatted(settings.bind(), settings.port()),
          "Stop that program or set MODELWRIGHT_PORT to another port.");
    }
  }
}
