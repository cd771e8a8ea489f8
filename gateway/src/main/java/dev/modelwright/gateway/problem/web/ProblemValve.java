package dev.modelwright.gateway.problem.web;

import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Gives the flat error body to requests that Tomcat itself refuses, a malformed path for one. */
public final class ProblemValve extends ErrorReportValve {

  private final JsonMapper json;

  public ProblemValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String id = UUID.randomUUID().toString();
    response.setHeader("x-ms-request-id", id);
    response.setHeader("x-ms-client-request-id", id);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    try {
      response.getOutputStream().write(json.writeValueAsBytes(ContainerProblem.of(status)));
      response.finishResponse();
    } catch (IOException _) {
      // The client has gone.
    }
  }
}
