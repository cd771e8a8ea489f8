package dev.modelwright.gateway.problem.web;

import dev.modelwright.schemas.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the flat error body to requests that end before a controller, TRACE for one. */
@RestController
final class ErrorPage implements ErrorController {

  private static final String REQUEST_ID = "x-ms-request-id";
  private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";

  @RequestMapping("/error")
  ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response) {
    // Absent when a client asks for this page itself.
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    if (!response.containsHeader(REQUEST_ID)) {
      String id = UUID.randomUUID().toString();
      response.setHeader(REQUEST_ID, id);
      response.setHeader(CLIENT_REQUEST_ID, id);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(ContainerProblem.of(status));
  }
}
