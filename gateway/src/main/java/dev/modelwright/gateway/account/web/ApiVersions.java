package dev.modelwright.gateway.account.web;

import dev.modelwright.gateway.account.AccountUrls;
import dev.modelwright.gateway.problem.Shown;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks the parameter {@code api-version} on every path of an account; without it, our newest is
 * meant.
 */
public final class ApiVersions implements HandlerInterceptor {

  private static final String PARAMETER = "api-version";
  private static final Pattern DOCUMENT =
      Pattern.compile(".*/(openapi|swagger|asyncapi)\\.json", Pattern.CASE_INSENSITIVE);
  private static final List<String> KNOWN = List.of("2017-09-01-preview");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && (isOfAccount(method) || DOCUMENT.matcher(request.getRequestURI()).matches())) {
      response.setHeader("api-supported-versions", String.join(", ", KNOWN));
      request.getParameterMap().entrySet().stream()
          .filter(parameter -> parameter.getKey().equalsIgnoreCase(PARAMETER))
          .flatMap(parameter -> Arrays.stream(parameter.getValue()))
          .forEach(ApiVersions::check);
    }
    return true;
  }

  private static boolean isOfAccount(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == AccountUrls.class);
  }

  private static void check(String version) {
    if (KNOWN.stream().noneMatch(version::equalsIgnoreCase)) {
      throw new ProblemException(
          Problem.of(
              "UnknownApiVersion",
              400,
              "Cannot answer for api-version '%s': it is unknown. Known are %s; leave it out for the newest."
                  .formatted(Shown.shortened(version), String.join(", ", KNOWN))));
    }
  }
}
