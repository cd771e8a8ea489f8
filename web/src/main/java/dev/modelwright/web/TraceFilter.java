package dev.modelwright.web;

import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Answers every request in the trace that its caller names, or in a new one. */
final class TraceFilter extends OncePerRequestFilter {

  private static final int SERVER_ERRORS = 500;

  private final Traces traces;

  TraceFilter(Traces traces) {
    this.traces = traces;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (ActiveSpan span = traces.call(request.getMethod(), request::getHeader)) {
      chain.doFilter(request, response);
      describe(span, request, response);
    }
  }

  private static void describe(
      ActiveSpan span, HttpServletRequest request, HttpServletResponse response) {
    Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    span.attribute("http.request.method", request.getMethod());
    span.attribute("http.response.status_code", response.getStatus());
    if (route != null) {
      span.attribute("http.route", route.toString());
      span.rename(request.getMethod() + " " + route);
    }
    if (response.getStatus() >= SERVER_ERRORS) {
      span.failed("HTTP " + response.getStatus());
    }
  }
}
