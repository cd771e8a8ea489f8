package dev.modelwright.gateway.log.web;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.web.PathId;
import dev.modelwright.gateway.log.BuildLogs;
import dev.modelwright.gateway.log.LogFollower;
import dev.modelwright.gateway.log.LogPosition;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Build logs: as text, or followed as events until the build ends. Requests run on virtual threads,
 * so a follower may simply wait on its own.
 */
@RestController
@RequestMapping({
  AccountPaths.SHORT + "/images/{id}/log",
  AccountPaths.ORIGINAL + "/images/{id}/log"
})
final class LogController {

  private static final Logger log = LoggerFactory.getLogger(LogController.class);

  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final String EVENTS = "text/event-stream;charset=UTF-8";

  private final Catalog<Image> images;
  private final BuildLogs logs;
  private final LogFollower follower;
  private final JsonMapper json;

  LogController(Catalog<Image> images, BuildLogs logs, LogFollower follower, JsonMapper json) {
    this.images = images;
    this.logs = logs;
    this.follower = follower;
    this.json = json;
  }

  @GetMapping(produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
  void log(
      AccountUrls urls,
      @PathVariable("id") String text,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) List<MediaType> accept,
      @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Image image = known(urls, text);
    LogPosition from = position(lastEventId);
    boolean whole = !HttpMethod.HEAD.matches(request.getMethod());
    if (wantsEvents(accept)) {
      response.setHeader("X-Accel-Buffering", "no");
      OutputStream out = begin(response, EVENTS);
      if (whole) {
        follow(urls, image, from, out);
      }
    } else {
      OutputStream out = begin(response, TEXT);
      if (whole) {
        logs.copy(image.id(), StoreName.ofNullable(image.artifactStore()), out);
      }
    }
  }

  /** Only when it is asked for by name: a client that takes anything wants an answer that ends. */
  private static boolean wantsEvents(List<MediaType> accept) {
    return accept != null
        && accept.stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
  }

  private void follow(AccountUrls urls, Image image, LogPosition from, OutputStream out) {
    try {
      out.flush();
      follower.follow(urls.account(), image, from, new LogEventStream(out, urls, json));
    } catch (IOException e) {
      log.debug("A reader of the log of image {} has gone", image.id(), e);
    } catch (RuntimeException e) {
      // The status is sent; the reader comes back with the last id it has.
      log.warn("Cannot go on with the log of image {}", image.id(), e);
    }
  }

  private Image known(AccountUrls urls, String text) {
    UUID id = PathId.of("image", text);
    return images.find(urls.account(), id).orElseThrow(() -> PathId.unknown("image", id));
  }

  private static LogPosition position(String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return LogPosition.START;
    }
    return LogPosition.parse(lastEventId.strip())
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    "InvalidHeader",
                    400,
                    "Cannot follow the log from '%s': the header Last-Event-ID is none of ours. Send the id of the last event that came, or none."
                        .formatted(Shown.shortened(lastEventId)))));
  }

  private static OutputStream begin(HttpServletResponse response, String contentType)
      throws IOException {
    response.setContentType(contentType);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return response.getOutputStream();
  }
}
