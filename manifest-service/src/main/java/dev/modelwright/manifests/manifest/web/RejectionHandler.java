package dev.modelwright.manifests.manifest.web;

import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a refused read with its problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RejectionHandler {

  @ExceptionHandler
  ResponseEntity<Problem> rejected(RejectedException e) {
    return ResponseEntity.status(e.problem().statusCode()).body(e.problem());
  }
}
