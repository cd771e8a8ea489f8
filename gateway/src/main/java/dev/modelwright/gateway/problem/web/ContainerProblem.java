package dev.modelwright.gateway.problem.web;

import dev.modelwright.schemas.Problem;
import org.springframework.http.HttpStatus;

/** What to say when the servlet container refuses a request, of which it gives the status alone. */
final class ContainerProblem {

  private ContainerProblem() {}

  static Problem of(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    String reason = known == null ? "Error " + status : known.getReasonPhrase();
    return Problem.of(reason.replaceAll("[^A-Za-z]", ""), status, cause(status));
  }

  private static String cause(int status) {
    return switch (status) {
      case 404 -> "Cannot find anything under this path. /openapi.json names all paths.";
      case 405 ->
          "Cannot use this method: no path takes it. The header Allow names those that are taken.";
      case 413 -> "Cannot read the request: its form is larger than may be. Send less.";
      default ->
          status < 500
              ? "Cannot read the request: its first line, a header or its form is not what HTTP allows, or too long. Percent-encode what a URL must not hold."
              : "Cannot finish the request: an error of ours. Report it with the response's x-ms-request-id.";
    };
  }
}
