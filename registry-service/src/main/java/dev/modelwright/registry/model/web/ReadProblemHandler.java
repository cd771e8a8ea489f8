package dev.modelwright.registry.model.web;

import dev.modelwright.registry.model.ModelsUnavailableException;
import dev.modelwright.registry.model.RejectedException;
import dev.modelwright.schemas.Problem;
import dev.modelwright.storage.InvalidPageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.MessagingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a read that cannot be done with its problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ReadProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ReadProblemHandler.class);

  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler
  ResponseEntity<Problem> rejected(RejectedException e) {
    return ResponseEntity.status(e.statusCode())
        .body(Problem.of(e.code(), e.statusCode(), e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(InvalidPageException e) {
    return ResponseEntity.badRequest().body(Problem.of("InvalidParameter", 400, e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> untold(MessagingException e) {
    log.warn("Deleted, but not told yet", e);
    return ResponseEntity.status(503)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .body(
            Problem.of(
                "KafkaUnavailable",
                503,
                "Cannot tell that the model is deleted: Kafka does not answer. Delete it again in %s seconds."
                    .formatted(RETRY_AFTER_SECONDS)));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unavailable(ModelsUnavailableException e) {
    log.warn("Read refused for now", e);
    return ResponseEntity.status(503)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .body(
            Problem.of(
                "StoreUnavailable",
                503,
                "Cannot read models: the store does not answer. Try again in %s seconds."
                    .formatted(RETRY_AFTER_SECONDS)));
  }
}
