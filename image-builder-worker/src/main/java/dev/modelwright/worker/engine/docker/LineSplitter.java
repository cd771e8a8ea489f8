package dev.modelwright.worker.engine.docker;

import dev.modelwright.worker.engine.Container;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes lines of the pieces in which bytes arrive. Not thread-safe. */
final class LineSplitter {

  /** A line that never ends must not fill the memory. */
  private static final int MAX_LINE_BYTES = 16 * 1024;

  private final Container.Output output;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineSplitter(Container.Output output) {
    this.output = output;
  }

  void accept(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        emit();
      } else {
        line.write(b);
        if (line.size() == MAX_LINE_BYTES) {
          emit();
        }
      }
    }
  }

  /** Hands over what has no line end. */
  void finish() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    output.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
