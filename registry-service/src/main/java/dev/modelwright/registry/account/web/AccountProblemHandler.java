package dev.modelwright.registry.account.web;

import dev.modelwright.registry.account.AccountsUnavailableException;
import dev.modelwright.registry.account.RefusedAccountException;
import dev.modelwright.schemas.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what cannot be done with its problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AccountProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(AccountProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<Problem> refused(RefusedAccountException e) {
    return ResponseEntity.status(e.statusCode())
        .body(Problem.of(e.code(), e.statusCode(), e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unavailable(AccountsUnavailableException e) {
    log.warn("Accounts cannot be read for now", e);
    return ResponseEntity.status(503)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            Problem.of(
                "StoreUnavailable",
                503,
                "Cannot read accounts: the store does not answer. Try again in 5 seconds."));
  }
}
