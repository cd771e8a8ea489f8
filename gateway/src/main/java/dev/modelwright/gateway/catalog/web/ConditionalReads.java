package dev.modelwright.gateway.catalog.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
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
    super.doFilterInternal(new Asked(request, response), response, chain);
  }

  /**
   * {@code If-None-Match: *} is fulfilled by whatever is there (RFC 9110, section 13.1.2), which
   * Spring knows for writes only. So a star reads as the tag that the answer has got.
   */
  private static final class Asked extends HttpServletRequestWrapper {

    private final HttpServletResponse response;

    Asked(HttpServletRequest request, HttpServletResponse response) {
      super(request);
      this.response = response;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      String tag = response.getHeader(HttpHeaders.ETAG);
      return HttpHeaders.IF_NONE_MATCH.equalsIgnoreCase(name) && tag != null && isStar()
          ? Collections.enumeration(List.of(tag))
          : super.getHeaders(name);
    }

    private boolean isStar() {
      String asked = getHeader(HttpHeaders.IF_NONE_MATCH);
      return asked != null && asked.strip().equals("*");
    }
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
