package dev.modelwright.gateway.catalog.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives items and lists an {@code ETag}, and answers 304 to whoever has them already (RFC 9110,
 * section 13). Streams are left alone.
 */
public final class ConditionalReads extends ShallowEtagHeaderFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath().toLowerCase(Locale.ROOT);
    return !isRead(request)
        || path.startsWith("/artifacts/")
        || path.endsWith("/log")
        || path.endsWith("/events");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // May be kept, but is asked for each time.
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    super.doFilterInternal(request, response, chain);
  }

  @Override
  protected boolean isEligibleForEtag(
      HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
    String caching = response.getHeader(HttpHeaders.CACHE_CONTROL);
    return !response.isCommitted()
        && status == HttpServletResponse.SC_OK
        && isRead(request)
        && (caching == null || !caching.contains("no-store"));
  }

  private static boolean isRead(HttpServletRequest request) {
    return HttpMethod.GET.matches(request.getMethod())
        || HttpMethod.HEAD.matches(request.getMethod());
  }
}
