package dev.modelwright.standalone;

import dev.modelwright.embedded.DirectoryInUseException;
import dev.modelwright.embedded.StartFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole product in this process, until it is told to end. */
public final class StandaloneApplication {

  private static final Logger log = LoggerFactory.getLogger(StandaloneApplication.class);

  private static final int FAILED = 1;

  private StandaloneApplication() {}

  public static void main(String[] arguments) {
    Standalone standalone = new Standalone();
    Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "shutdown"));
    try {
      standalone.start(StandaloneSettings.of(System.getenv()), StandaloneApplication::end);
    } catch (StoppedException e) {
      log.info(e.getMessage());
    } catch (InvalidSettingException
        | DirectoryInUseException
        | StartFailedException
        | ServiceFailedException e) {
      log.error(e.getMessage());
      System.exit(FAILED);
    } catch (RuntimeException e) {
      log.error("Cannot start Modelwright: {}", e.getMessage(), e);
      System.exit(FAILED);
    }
  }

  /** Runs on a thread of what died, which the shutdown would wait for. */
  private static void end(StartFailedException death) {
    log.error(death.getMessage());
    Thread.ofPlatform().name("end").start(() -> System.exit(FAILED));
  }
}
