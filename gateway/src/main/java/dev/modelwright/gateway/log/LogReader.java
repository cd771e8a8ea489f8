package dev.modelwright.gateway.log;

import dev.modelwright.artifacts.ArtifactPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Reads a growing log line by line, through all its attempts. */
public final class LogReader {

  private static final int BUFFER_SIZE = 64 * 1024;
  private static final int LONGEST_LINE = 64 * 1024;

  private final BuildLogs logs;
  private final ArtifactPath folder;
  private LogPosition position;
  private long seen;

  LogReader(BuildLogs logs, ArtifactPath folder, LogPosition position) {
    this.logs = logs;
    this.folder = folder;
    this.position = position;
  }

  /** Takes lines. */
  @FunctionalInterface
  public interface Lines {

    /**
     * @param line without its end
     * @param next where the following line begins
     */
    void line(byte[] line, LogPosition next) throws IOException;
  }

  /**
   * Reads what has come since the last time.
   *
   * @param ended whether nothing will come any more, so that a last line needs no line feed
   * @return whether anything came
   */
  public boolean read(boolean ended, Lines lines) throws IOException {
    LogPosition before = position;
    boolean superseded = true;
    while (superseded) {
      // Asked first: what a superseded attempt holds now is all of it.
      superseded = logs.size(folder, position.attempt() + 1).isPresent();
      readAttempt(superseded || ended, lines);
      if (superseded) {
        position = position.nextAttempt();
        seen = 0;
      }
    }
    return !position.equals(before);
  }

  private void readAttempt(boolean complete, Lines lines) throws IOException {
    OptionalLong size = logs.size(folder, position.attempt());
    boolean grown = size.isPresent() && size.getAsLong() > Math.max(seen, position.offset());
    boolean rest = complete && size.isPresent() && size.getAsLong() > position.offset();
    if (grown || rest) {
      try (InputStream log = logs.open(folder, position)) {
        readLines(log, complete, lines);
      }
    }
  }

  private void readLines(InputStream log, boolean complete, Lines lines) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int count = log.read(buffer); count >= 0; count = log.read(buffer)) {
      int start = 0;
      for (int index = 0; index < count; index++) {
        if (buffer[index] == '\n') {
          line.write(buffer, start, index - start);
          tell(line, 1, lines);
          start = index + 1;
        }
      }
      line.write(buffer, start, count - start);
      if (line.size() > LONGEST_LINE) {
        tell(line, 0, lines);
      }
    }
    seen = position.offset() + line.size();
    if (complete && line.size() > 0) {
      tell(line, 0, lines);
    }
  }

  private void tell(ByteArrayOutputStream line, int lineEnd, Lines lines) throws IOException {
    byte[] bytes = line.toByteArray();
    line.reset();
    LogPosition next = position.plus(bytes.length + lineEnd);
    lines.line(bytes, next);
    position = next;
  }
}
