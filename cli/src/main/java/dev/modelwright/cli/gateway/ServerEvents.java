package dev.modelwright.cli.gateway;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads a {@code text/event-stream} as the WHATWG HTML standard, section 9.2, says. */
public final class ServerEvents implements Closeable {

  private static final String DEFAULT_TYPE = "message";

  private final BufferedReader lines;
  private String lastId;

  /**
   * @param lastId after which the stream goes on; empty at its first
   */
  ServerEvents(InputStream stream, String lastId) {
    this.lastId = lastId;
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /**
   * The next event that has data; empty when the stream ended well.
   *
   * @throws IOException when the connection broke
   */
  public Optional<ServerEvent> next() throws IOException {
    StringJoiner data = new StringJoiner("\n");
    boolean hasData = false;
    String type = DEFAULT_TYPE;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (hasData) {
          return Optional.of(new ServerEvent(lastId, type, data.toString()));
        }
        type = DEFAULT_TYPE;
        continue;
      }
      String value = valueOf(line);
      switch (fieldOf(line)) {
        case "data" -> {
          data.add(value);
          hasData = true;
        }
        case "id" -> lastId = value;
        case "event" -> type = value;
        default -> {
          // Comments keep the connection alive; "retry" is for browsers.
        }
      }
    }
    return Optional.empty();
  }

  /** Where another stream goes on; also moved by what has no data. */
  public String lastId() {
    return lastId;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static String fieldOf(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String valueOf(String line) {
    int colon = line.indexOf(':');
    String value = colon < 0 ? "" : line.substring(colon + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
