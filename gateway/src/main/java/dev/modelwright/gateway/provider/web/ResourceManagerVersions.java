package dev.modelwright.gateway.provider.web;

import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses versions of the resource manager's API that nobody knows; none means the newest. */
public final class ResourceManagerVersions implements HandlerInterceptor {

  private static final List<String> KNOWN =
      List.of("2017-05-10", "2017-06-01-preview", "2017-08-01-preview", "2017-09-01-preview");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    request.getParameterMap().entrySet().stream()
        .filter(parameter -> parameter.getKey().equalsIgnoreCase("api-version"))
        .flatMap(parameter -> Arrays.stream(parameter.getValue()))
        .forEach(ResourceManagerVersions::check);
    return true;
  }

  private static void check(String version) {
    if (KNOWN.stream().anyMatch(version::equalsIgnoreCase)) {
      return;
    }
    throw new ProblemException(
        Problem.of(
            "InvalidApiVersionParameter",
            400,
            "Cannot answer api-version '%s': it is unknown. Use one of %s."
                .formatted(Shown.shortened(version), String.join(", ", KNOWN))));
  }
}
