package dev.modelwright.gateway.provider.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.modelwright.schemas.Problem;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Gives errors of resource-manager paths both forms: the nested one, which the original's client
 * reads first, and ours, which it reads only when there are details.
 */
@ControllerAdvice
final class ResourceManagerProblems implements ResponseBodyAdvice<Object> {

  @JsonPropertyOrder({"error", "code", "message", "statusCode", "details"})
  record BothForms(
      Nested error, String code, String message, int statusCode, List<Problem.Detail> details) {

    static BothForms of(Problem problem) {
      return new BothForms(
          new Nested(problem.code(), problem.message()),
          problem.code(),
          problem.message(),
          problem.statusCode(),
          problem.details().isEmpty()
              ? List.of(new Problem.Detail(problem.code(), problem.message(), null))
              : problem.details());
    }
  }

  record Nested(String code, String message) {}

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public Object beforeBodyWrite(
      Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    String path = request.getURI().getRawPath();
    return body instanceof Problem problem
            && (path.startsWith("/subscriptions/") || path.startsWith("/providers/"))
        ? BothForms.of(problem)
        : body;
  }
}
