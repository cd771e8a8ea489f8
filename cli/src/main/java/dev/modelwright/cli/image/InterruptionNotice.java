package dev.modelwright.cli.image;

import java.io.PrintWriter;

/** Says something when the process is stopped (Ctrl-C) before this is closed. */
final class InterruptionNotice implements AutoCloseable {

  private final Thread hook;

  private InterruptionNotice(Thread hook) {
    this.hook = hook;
  }

  static InterruptionNotice show(PrintWriter writer, String notice) {
    Thread hook = new Thread(() -> writer.println(System.lineSeparator() + notice));
    Runtime.getRuntime().addShutdownHook(hook);
    return new InterruptionNotice(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is being stopped, and the hook has its turn.
    }
  }
}
