package dev.modelwright.web;

import dev.modelwright.schemas.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Turns whatever ends a request into the flat error body; a stack trace stays in our log. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e) {
    return answer(e.problem(), HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Problem> notReadable(HttpMessageNotReadableException e) {
    return answer(
        Problem.of("InvalidJson", 400, "Cannot read the request body: " + cause(e)),
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Problem> mismatch(MethodArgumentTypeMismatchException e) {
    return answer(
        Problem.of(
            "InvalidParameter",
            400,
            "Cannot read parameter '%s': '%s' is not what it takes."
                .formatted(e.getName(), e.getValue())),
        HttpHeaders.EMPTY);
  }

  /** Nobody is there to be answered. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException e) {
    log.debug("A client has gone before its answer", e);
  }

  @ExceptionHandler
  ResponseEntity<Problem> other(Exception e) {
    if (e instanceof ErrorResponse known) {
      HttpStatusCode status = known.getStatusCode();
      String detail = known.getBody().getDetail();
      return answer(
          Problem.of(code(status), status.value(), detail == null ? "Cannot do this." : detail),
          known.getHeaders());
    }
    log.error("Request ended by an error of ours", e);
    return answer(
        Problem.of(
            "InternalError",
            500,
            "Cannot finish the request: an error of ours. Report it with the response's x-ms-request-id."),
        HttpHeaders.EMPTY);
  }

  private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.statusCode())
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(problem);
  }

  private static String cause(HttpMessageNotReadableException e) {
    if (e.getCause() instanceof JacksonException json) {
      var location = json.getLocation();
      return "%s (line %d, column %d). Send JSON (RFC 8259)."
          .formatted(json.getOriginalMessage(), location.getLineNr(), location.getColumnNr());
    }
    return "it is missing or broken off. Send a JSON object.";
  }

  /** The reason phrase as a code: 415 is {@code UnsupportedMediaType}. */
  private static String code(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "Error" : known.getReasonPhrase().replaceAll("[^A-Za-z]", "");
  }
}
