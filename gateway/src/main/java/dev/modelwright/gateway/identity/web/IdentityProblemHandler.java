package dev.modelwright.gateway.identity.web;

import com.nimbusds.jose.KeySourceException;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.schemas.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers while the store of principals and keys is away. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class IdentityProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(IdentityProblemHandler.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler({IdentityUnavailableException.class, KeySourceException.class})
  ResponseEntity<Problem> unavailable(Exception e) {
    log.warn("Request refused for now", e);
    return ResponseEntity.status(503)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Problem.of(
                "StoreUnavailable",
                503,
                "Cannot read principals and keys: their store does not answer. Try again in %s seconds."
                    .formatted(RETRY_AFTER_SECONDS)));
  }
}
