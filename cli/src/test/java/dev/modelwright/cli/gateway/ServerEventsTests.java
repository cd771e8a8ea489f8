package dev.modelwright.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerEventsTests {

  @Test
  void readsIdTypeAndEveryLineOfData() throws IOException {
    assertThat(read("id: 7\nevent: log\ndata: one\ndata:two\n\n"))
        .containsExactly(new ServerEvent("7", "log", "one\ntwo"));
  }

  @Test
  void passesOverCommentsAndEventsWithoutData() throws IOException {
    assertThat(read(": still here\n\nevent: nothing\n\nretry: 10\ndata: x\n\n"))
        .containsExactly(new ServerEvent("", "message", "x"));
  }

  @Test
  void keepsTheLastIdAndEmptyLines() throws IOException {
    assertThat(read("id: 1\ndata: a\n\ndata:\n\n"))
        .containsExactly(new ServerEvent("1", "message", "a"), new ServerEvent("1", "message", ""));
  }

  @Test
  void throwsAwayAnEventThatBrokeOff() throws IOException {
    assertThat(read("id: 1\ndata: a\n\nid: 2\ndata: b"))
        .containsExactly(new ServerEvent("1", "message", "a"));
  }

  @Test
  void takesEveryLineEnd() throws IOException {
    assertThat(read("data: a\r\n\r\ndata: b\r\r"))
        .extracting(ServerEvent::data)
        .containsExactly("a", "b");
  }

  private static List<ServerEvent> read(String stream) throws IOException {
    List<ServerEvent> read = new ArrayList<>();
    try (ServerEvents events =
        new ServerEvents(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), "")) {
      for (Optional<ServerEvent> event = events.next(); event.isPresent(); event = events.next()) {
        read.add(event.get());
      }
    }
    return read;
  }
}
