package dev.modelwright.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every response {@code x-ms-request-id}, and {@code x-ms-client-request-id}: the client's
 * own when it sent a plain one, else the request id, since the original's client prints a failed
 * operation only when that header is there.
 */
final class RequestIdFilter extends OncePerRequestFilter {

  private static final String REQUEST_ID = "x-ms-request-id";
  private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:+/=-]{1,100}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = UUID.randomUUID().toString();
    String clientId = request.getHeader(CLIENT_REQUEST_ID);
    response.setHeader(REQUEST_ID, id);
    response.setHeader(
        CLIENT_REQUEST_ID, clientId != null && PLAIN.matcher(clientId).matches() ? clientId : id);
    chain.doFilter(request, response);
  }
}
