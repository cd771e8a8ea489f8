package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import java.time.Duration;

/** Lets time pass before another try. */
@FunctionalInterface
public interface Pause {

  void take(Duration time);

  /** Sleeps. */
  static Pause sleeping() {
    return time -> {
      try {
        Thread.sleep(time);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw CommandException.systemError("Interrupted.", interrupted);
      }
    };
  }
}
