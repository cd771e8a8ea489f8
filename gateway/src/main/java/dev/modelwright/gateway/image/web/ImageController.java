package dev.modelwright.gateway.image.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.account.web.AccountPaths;
import dev.modelwright.gateway.body.web.RequestBodies;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.catalog.web.ListQuery;
import dev.modelwright.gateway.catalog.web.Lists;
import dev.modelwright.gateway.catalog.web.PageResource;
import dev.modelwright.gateway.catalog.web.PathId;
import dev.modelwright.gateway.exchange.Exchange;
import dev.modelwright.gateway.exchange.Rejections;
import dev.modelwright.gateway.exchange.RequestId;
import dev.modelwright.gateway.image.BuildEnds;
import dev.modelwright.gateway.image.CreateImageRequest;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.ImageEvent;
import dev.modelwright.schemas.ImageEvent.ImageBuildProgressed;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageCancellationRejected;
import dev.modelwright.schemas.ImageEvent.ImageCancelled;
import dev.modelwright.schemas.ImageEvent.ImageDeleted;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageQueued;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.ImageRequestEvent.ImageCancellationRequested;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping({AccountPaths.SHORT + "/images", AccountPaths.ORIGINAL + "/images"})
final class ImageController {

  private static final Logger log = LoggerFactory.getLogger(ImageController.class);

  private static final String COLLECTION = "images";
  private static final String OPERATION_LOCATION = "Operation-Location";
  private static final String PREFERENCE_APPLIED = "Preference-Applied";
  private static final List<String> STATES =
      List.of("NotStarted", "Running", "Succeeded", "Failed", "Cancelled");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final RequestBodies bodies;
  private final Exchange exchange;
  private final Catalog<Image> images;
  private final BuildEnds ends;
  private final Lists lists;
  private final Rejections rejections;

  ImageController(
      RequestBodies bodies,
      Exchange exchange,
      Catalog<Image> images,
      BuildEnds ends,
      Lists lists,
      Rejections rejections) {
    this.rejections = rejections;
    this.bodies = bodies;
    this.exchange = exchange;
    this.images = images;
    this.ends = ends;
    this.lists = lists;
  }

  /** Answers at once, or with the finished image when the client prefers to wait for it. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ImageResource> create(
      AccountUrls urls,
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
      @RequestHeader(name = "Prefer", required = false) List<String> prefer) {
    UUID id = RequestId.of(urls.account(), COLLECTION, idempotencyKey);
    CreateImageRequest order = CreateImageRequest.read(bodies.read(request));
    Image accepted =
        exchange.ask(order.event(id, urls.account()), urls.image(id), ImageController::accepted);
    log.info("Accepted image {} of account {}", id, urls.account());
    Optional<Duration> wait = Preferences.waiting(prefer).map(ImageController::limited);
    Optional<Image> ended = wait.flatMap(limit -> ends.await(urls.account(), id, limit));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(ended.isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
            .header(OPERATION_LOCATION, urls.operation(id).toString());
    wait.ifPresent(limit -> answer.header(PREFERENCE_APPLIED, "wait=" + limit.toSeconds()));
    return answer.body(ImageResource.of(ended.orElse(accepted), urls));
  }

  private static Optional<Image> accepted(Event fact) {
    return fact instanceof ImageEvent event
        ? switch (event) {
          case ImageQueued queued -> Optional.of(queued.image());
          case ImageRejected rejected -> throw new ProblemException(rejected.problem());
          case ImageBuildStarted _,
              ImageBuildProgressed _,
              ImageSucceeded _,
              ImageFailed _,
              ImageCancelled _,
              ImageCancellationRejected _,
              ImageDeleted _ ->
              Optional.empty();
        }
        : Optional.empty();
  }

  /** Answers once the image is cancelled; its worker stops within seconds. */
  @PostMapping("/{id}/cancel")
  ResponseEntity<ImageResource> cancel(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("image", text);
    Image image = find(urls, id);
    exchange.ask(
        new ImageCancellationRequested(id, image.account(), image.name()),
        urls.image(id),
        ImageController::cancelled);
    return ResponseEntity.accepted()
        .header(OPERATION_LOCATION, urls.operation(id).toString())
        .body(ImageResource.of(find(urls, id), urls));
  }

  private static Optional<ImageCancelled> cancelled(Event fact) {
    return fact instanceof ImageEvent event
        ? switch (event) {
          case ImageCancelled cancelled -> Optional.of(cancelled);
          case ImageCancellationRejected rejected -> throw new ProblemException(rejected.problem());
          case ImageQueued _,
              ImageRejected _,
              ImageBuildStarted _,
              ImageBuildProgressed _,
              ImageSucceeded _,
              ImageFailed _,
              ImageDeleted _ ->
              Optional.empty();
        }
        : Optional.empty();
  }

  private Image find(AccountUrls urls, UUID id) {
    return images
        .find(urls.account(), id)
        .orElseThrow(() -> PathId.unknown("image", id, rejections.find(urls.account(), id)));
  }

  private static Duration limited(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  @GetMapping
  PageResource<ImageResource> list(AccountUrls urls, HttpServletRequest request) {
    ListQuery query =
        new ListQuery(request.getParameterMap())
            .texts("name", "manifestName")
            .ids("manifestId", "modelId")
            .choice("state", STATES);
    return lists.page(urls, COLLECTION, query, images, image -> ImageResource.of(image, urls));
  }

  /** 204 when there is nothing to delete. */
  @DeleteMapping("/{id}")
  ResponseEntity<ImageResource> delete(AccountUrls urls, @PathVariable("id") String text) {
    UUID id = PathId.of("image", text);
    return images
        .delete(urls.account(), id)
        .map(image -> ImageResource.of(image, urls))
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  ImageResource one(AccountUrls urls, @PathVariable("id") String text) {
    return ImageResource.of(find(urls, PathId.of("image", text)), urls);
  }
}
