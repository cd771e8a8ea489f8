package dev.modelwright.gateway.log.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.image.web.ImageResource;
import dev.modelwright.gateway.log.LogFollower;
import dev.modelwright.gateway.log.LogPosition;
import dev.modelwright.schemas.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a log as server-sent events (WHATWG HTML, section 9.2): each line is one event whose id is
 * the position after it; the last event is {@code end} and holds the image.
 */
final class LogEventStream implements LogFollower.Reader {

  private final OutputStream out;
  private final AccountUrls urls;
  private final JsonMapper json;

  LogEventStream(OutputStream out, AccountUrls urls, JsonMapper json) {
    this.out = out;
    this.urls = urls;
    this.json = json;
  }

  @Override
  public void line(byte[] line, LogPosition next) throws IOException {
    write("id: " + next + "\n");
    data(new String(line, StandardCharsets.UTF_8));
    write("\n");
  }

  @Override
  public void upToDate() throws IOException {
    out.flush();
  }

  @Override
  public void silence() throws IOException {
    write(": still building\n\n");
    out.flush();
  }

  @Override
  public void ended(Image image) throws IOException {
    write("event: end\n");
    data(json.writeValueAsString(ImageResource.of(image, urls)));
    write("\n");
    out.flush();
  }

  /** A carriage return ends a line there too, as a progress bar means it. */
  private void data(String text) throws IOException {
    String withoutLast = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    for (String part : withoutLast.split("\r", -1)) {
      write("data: " + part + "\n");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
