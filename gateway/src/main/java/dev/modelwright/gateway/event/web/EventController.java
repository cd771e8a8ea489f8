package dev.modelwright.gateway.event.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.body.Ids;
import dev.modelwright.gateway.event.EventFilter;
import dev.modelwright.gateway.event.EventFollower;
import dev.modelwright.gateway.event.EventPosition;
import dev.modelwright.gateway.event.ExpiredPositionException;
import dev.modelwright.gateway.event.TooManyStreamsException;
import dev.modelwright.gateway.event.UnknownPositionException;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts of an account as a stream. Requests run on virtual threads, so a follower may simply
 * wait on its own.
 */
@RestController
@RequestMapping({AccountPaths.SHORT + "/events", AccountPaths.ORIGINAL + "/events"})
final class EventController {

  private static final Logger log = LoggerFactory.getLogger(EventController.class);

  private static final String EVENTS = "text/event-stream;charset=UTF-8";
  private static final String RETRY_SECONDS = "10";

  private final EventFollower follower;
  private final JsonMapper json;

  EventController(EventFollower follower, JsonMapper json) {
    this.follower = follower;
    this.json = json;
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(
      AccountUrls urls,
      @RequestParam(name = "type", required = false) List<String> types,
      @RequestParam(name = "subject", required = false) String subject,
      @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    EventFilter filter = new EventFilter(urls.account(), types(types), subject(subject));
    Optional<EventPosition> from = position(lastEventId);
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      begin(response);
      return;
    }
    try (EventFollower.Following following = follower.open(filter, from)) {
      follow(following, begin(response));
    }
  }

  private void follow(EventFollower.Following following, OutputStream out) {
    try {
      following.follow(new EventStream(out, json));
    } catch (IOException e) {
      log.debug("A reader of events has gone", e);
    } catch (RuntimeException e) {
      // The status is sent; the reader comes back with the last id it has.
      log.warn("Cannot go on with a stream of events", e);
    }
  }

  private static OutputStream begin(HttpServletResponse response) throws IOException {
    response.setContentType(EVENTS);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    return response.getOutputStream();
  }

  private static Set<String> types(List<String> names) {
    return names == null
        ? Set.of()
        : names.stream()
            .filter(name -> !name.isEmpty())
            .map(name -> EventFilter.type(name).orElseThrow(() -> unknownType(name)))
            .collect(Collectors.toSet());
  }

  private static UUID subject(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return Ids.parse(text)
        .orElseThrow(() ->
            refused(
                "InvalidParameter",
                "Cannot follow events with subject '%s': it is no id (a UUID). Correct the query."
                    .formatted(Shown.shortened(text))));
  }

  private static Optional<EventPosition> position(String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return Optional.empty();
    }
    Optional<EventPosition> position = EventPosition.parse(lastEventId.strip());
    if (position.isEmpty()) {
      throw refused(
          "InvalidHeader",
          "Cannot follow events from '%s': the header Last-Event-ID is none of ours. Send the id of the last event that came, or none."
              .formatted(Shown.shortened(lastEventId)));
    }
    return position;
  }

  private static ProblemException unknownType(String name) {
    return refused(
        "InvalidParameter",
        "Cannot follow events with type '%s': it is one of %s. Correct the query."
            .formatted(Shown.shortened(name), String.join(", ", EventFilter.TYPES)));
  }

  private static ProblemException refused(String code, String message) {
    return new ProblemException(Problem.of(code, 400, message));
  }

  @ExceptionHandler
  ResponseEntity<Problem> expired(ExpiredPositionException e) {
    return answer(Problem.of("EventsExpired", 410, e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unknown(UnknownPositionException e) {
    return answer(Problem.of("UnknownEvent", 422, e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> tooMany(TooManyStreamsException e) {
    return ResponseEntity.status(429)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Problem.of("TooManyStreams", 429, e.getMessage()));
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.statusCode())
        .contentType(MediaType.APPLICATION_JSON)
        .body(problem);
  }
}
