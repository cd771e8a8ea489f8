package dev.modelwright.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Paths that need no token, each with everything below it; {@code *} is any one segment. */
public final class OpenPaths {

  private final List<Pattern> patterns;

  public OpenPaths(List<String> prefixes) {
    this.patterns = prefixes.stream().map(OpenPaths::pattern).toList();
  }

  /** Case-insensitive where there is a segment to choose, as the paths of accounts are. */
  private static Pattern pattern(String prefix) {
    String path =
        Stream.of(prefix.split("/", -1))
            .map(segment -> segment.equals("*") ? "[^/]+" : Pattern.quote(segment))
            .collect(Collectors.joining("/"));
    return Pattern.compile(path + "(/.*)?", prefix.contains("*") ? Pattern.CASE_INSENSITIVE : 0);
  }

  public boolean include(HttpServletRequest request) {
    String path = request.getRequestURI();
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
