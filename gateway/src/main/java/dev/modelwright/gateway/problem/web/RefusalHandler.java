package dev.modelwright.gateway.problem.web;

import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.FullArtifactStoreException;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.schemas.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says in words what a client can do about requests that reach no controller, or no service. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalHandler {

  private static final Logger log = LoggerFactory.getLogger(RefusalHandler.class);

  @ExceptionHandler
  ResponseEntity<Problem> unavailable(UnavailableException e) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
    e.outcome().ifPresent(headers::setLocation);
    return answer(e.problem(), headers);
  }

  @ExceptionHandler
  ResponseEntity<Problem> full(FullArtifactStoreException e) {
    log.warn("A request has been refused: {}", e.getMessage());
    return answer(
        Problem.of(
            FullArtifactStoreException.CODE,
            FullArtifactStoreException.STATUS_CODE,
            e.getMessage()),
        HttpHeaders.EMPTY);
  }

  /** What failed there, and where, is for the operator. */
  @ExceptionHandler
  ResponseEntity<Problem> artifactStore(ArtifactStoreException e) {
    log.error("The artifact store has failed", e);
    return unavailable(
        UnavailableException.away(
            "Cannot use the artifact store: it fails. Try again in a few seconds; the gateway's log says more.",
            e));
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  ResponseEntity<Problem> unknownPath(HttpServletRequest request) {
    return answer(
        Problem.of(
            "NotFound",
            404,
            "Cannot find '%s': there is no such path. Paths begin with /models, /manifests, /images, /operations, /uploads or /events, alone or after /api/subscriptions/{subscription}/resourceGroups/{group}/accounts/{account}; accounts are under /accounts, environments under /environments, both also under /subscriptions."
                .formatted(Shown.shortened(request.getRequestURI()))),
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(
      HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
    return answer(
        Problem.of(
            "MethodNotAllowed",
            405,
            "Cannot %s '%s': this path takes %s."
                .formatted(
                    Shown.shortened(e.getMethod()),
                    Shown.shortened(request.getRequestURI()),
                    e.getSupportedHttpMethods() == null
                        ? "another method"
                        : String.join(
                            ", ",
                            e.getSupportedHttpMethods().stream()
                                .map(HttpMethod::name)
                                .sorted()
                                .toList()))),
        e.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException e) {
    String given = e.getContentType() == null ? "nothing" : "'" + e.getContentType() + "'";
    return answer(
        Problem.of(
            "UnsupportedMediaType",
            415,
            "Cannot read the request body: its Content-Type is %s. Send 'Content-Type: application/json'."
                .formatted(Shown.shortened(given))),
        e.getHeaders());
  }

  /** Tomcat reads query and form when it is first asked for a parameter. */
  @ExceptionHandler
  ResponseEntity<Problem> query(InvalidParameterException e) {
    if (e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
      return answer(ContainerProblem.of(e.getErrorCode()), HttpHeaders.EMPTY);
    }
    return answer(
        Problem.of(
            "InvalidParameter",
            400,
            "Cannot read the parameters: one has no name, or a '%' does not begin an encoded UTF-8 character. Percent-encode what they hold."),
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Problem> accept(HttpMediaTypeNotAcceptableException e) {
    return answer(
        Problem.of(
            "NotAcceptable",
            406,
            "Cannot answer in the form that the header Accept asks for: this path answers as %s."
                .formatted(MediaType.toString(e.getSupportedMediaTypes()))),
        HttpHeaders.EMPTY);
  }

  private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.statusCode())
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(problem);
  }
}
