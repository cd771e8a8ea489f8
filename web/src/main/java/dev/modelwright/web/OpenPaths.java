package dev.modelwright.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Paths that need no token, each with everything below it. */
public record OpenPaths(List<String> prefixes) {

  public boolean include(HttpServletRequest request) {
    String path = request.getRequestURI();
    return prefixes.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
