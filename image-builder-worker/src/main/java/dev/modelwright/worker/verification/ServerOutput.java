package dev.modelwright.worker.verification;

import dev.modelwright.worker.engine.Container;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a server printed, for the error that its user reads. Thread-safe. */
final class ServerOutput implements Container.Output {

  private static final int MAX_LINES = 200;

  private final VerificationLog log;
  private final Deque<String> lines = new ArrayDeque<>();

  ServerOutput(VerificationLog log) {
    this.log = log;
  }

  @Override
  public void line(String text) {
    log.serverSaid(text);
    synchronized (lines) {
      if (lines.size() == MAX_LINES) {
        lines.removeFirst();
      }
      lines.addLast(text);
    }
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
