package dev.modelwright.cli.event;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Query;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.gateway.ServerEvent;
import dev.modelwright.cli.gateway.ServerEvents;
import dev.modelwright.cli.gateway.UnreachableGatewayException;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code events tail}. */
@Command(
    name = "tail",
    description =
        "Print each thing that happens in the account, as it happens, until Ctrl-C. With -o json each line is a CloudEvent.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright events tail",
      "  modelwright events tail --type ImageSucceeded --type ImageFailed --count 1 -o json"
    })
public final class TailEventsCommand implements Runnable {

  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Session session;

  @Mixin private GlobalOptions options;

  @Option(names = "--type", description = "Only these, such as ImageSucceeded; may be repeated.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only what happens to this model, manifest or image.")
  private String subject;

  @Option(names = "--count", paramLabel = "N", description = "End after so many.")
  private Long count;

  @Option(
      names = "--after",
      paramLabel = "EVENT_ID",
      description =
          "Go on after this event of the stream, from the past on; begins now without it.")
  private String after;

  private long printed;
  private String position = "";

  public TailEventsCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    checkCount();
    position = after == null ? "" : after;
    Query filters = Query.none().andEach("type", types);
    if (subject != null) {
      filters = filters.and("subject", Ids.checked("image", subject));
    }
    follow(session.gateway(options), filters);
  }

  private void checkCount() {
    if (count != null && count < 1) {
      throw CommandException.userError(
          "Cannot end after %d events: there is nothing to print then. Give --count 1 or more, or leave it out."
              .formatted(count));
    }
  }

  private void follow(Gateway gateway, Query filters) {
    long lastWord = System.nanoTime();
    boolean isFirst = true;
    while (true) {
      try (ServerEvents events = gateway.events("/events", filters, position)) {
        isFirst = false;
        if (printAll(events)) {
          return;
        }
        lastWord = System.nanoTime();
      } catch (UnreachableGatewayException away) {
        if (isFirst || System.nanoTime() - lastWord > SILENCE.toNanos()) {
          throw away;
        }
      } catch (IOException _) {
        lastWord = System.nanoTime();
      }
      session.terminal().err().println("The stream of events ended; going on where it was.");
      session.pause().take(PAUSE);
    }
  }

  /** Whether enough has been printed; otherwise the stream ended. */
  private boolean printAll(ServerEvents events) throws IOException {
    try {
      for (Optional<ServerEvent> event = events.next(); event.isPresent(); event = events.next()) {
        print(event.get());
        printed++;
        if (count != null && printed == count) {
          return true;
        }
      }
      return false;
    } finally {
      position = events.lastId();
    }
  }

  private void print(ServerEvent event) {
    Resource cloudEvent = read(event);
    if (options.isForProgram()) {
      session.printLine(options, cloudEvent, FactColumns.LIST);
    } else {
      session.terminal().out().println(FactColumns.line(cloudEvent));
    }
  }

  private static Resource read(ServerEvent event) {
    try {
      return new Resource(JsonMapper.shared().readTree(event.data()));
    } catch (JacksonException malformed) {
      throw CommandException.systemError(
          "Cannot understand event '%s': it is not JSON. Use a modelwright command as new as the server."
              .formatted(event.id()),
          malformed);
    }
  }
}
