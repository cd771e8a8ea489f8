package dev.modelwright.manifests.manifest.web;

import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.InvalidPageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.MessagingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what is refused with its problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RejectionHandler {

  private static final Logger log = LoggerFactory.getLogger(RejectionHandler.class);

  @ExceptionHandler
  ResponseEntity<Problem> rejected(RejectedException e) {
    return ResponseEntity.status(e.problem().statusCode()).body(e.problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(InvalidPageException e) {
    return ResponseEntity.badRequest().body(Problem.of("InvalidParameter", 400, e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> untold(MessagingException e) {
    log.warn("Deleted, but not told yet", e);
    return ResponseEntity.status(503)
        .body(
            Problem.of(
                "KafkaUnavailable",
                503,
                "Cannot tell of the deletion: Kafka does not answer. Delete it again in a few seconds."));
  }
}
