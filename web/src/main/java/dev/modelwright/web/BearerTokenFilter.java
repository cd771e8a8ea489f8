package dev.modelwright.web;

import dev.modelwright.schemas.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through what carries the token, and the open paths. */
final class BearerTokenFilter extends OncePerRequestFilter {

  private final BearerToken token;
  private final List<String> openPaths;
  private final ProblemWriter problems;

  BearerTokenFilter(BearerToken token, List<String> openPaths, ProblemWriter problems) {
    this.token = token;
    this.openPaths = openPaths;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return openPaths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (token.isIn(authorization)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    problems.write(
        response,
        Problem.of(
            "Unauthorized",
            HttpServletResponse.SC_UNAUTHORIZED,
            authorization == null
                ? "Cannot answer without a token: the header Authorization is missing."
                    + " Send 'Authorization: Bearer <token>' with the token of this installation."
                : "Cannot accept the token: it is not the one of this installation."
                    + " Send 'Authorization: Bearer <token>' with the token that the first start made."));
  }
}
