package dev.modelwright.gateway.event.web;

import dev.modelwright.gateway.event.EventFollower;
import dev.modelwright.gateway.event.EventPosition;
import dev.modelwright.gateway.event.PublishedFact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes facts as server-sent events (WHATWG HTML, section 9.2): each is one CloudEvent in the JSON
 * format on one line, under the position after it. An id without data moves a reader past facts
 * that it is not told.
 */
final class EventStream implements EventFollower.Reader {

  private final OutputStream out;
  private final JsonMapper json;

  EventStream(OutputStream out, JsonMapper json) {
    this.out = out;
    this.json = json;
  }

  @Override
  public void fact(PublishedFact fact, EventPosition next) throws IOException {
    ObjectNode event = json.createObjectNode();
    fact.attributes().forEach(event::put);
    event.set("data", json.readTree(fact.data()));
    write("id: " + next + "\ndata: " + json.writeValueAsString(event) + "\n\n");
  }

  @Override
  public void upToDate() throws IOException {
    out.flush();
  }

  @Override
  public void silence(EventPosition next) throws IOException {
    write(": waiting for facts\nid: " + next + "\n\n");
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
