package dev.modelwright.gateway.origin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;

/** Knows how clients reach us: scheme, host and port, without a slash at the end. */
public final class Origins {

  private final String publicUrl;

  /**
   * @param publicUrl how clients reach us; null when the {@code Host} they name is right
   */
  public Origins(URI publicUrl) {
    this.publicUrl = publicUrl == null ? null : publicUrl.toString().replaceAll("/+$", "");
  }

  public String of(HttpServletRequest request) {
    if (publicUrl != null) {
      return publicUrl;
    }
    String host = request.getHeader(HttpHeaders.HOST);
    return "%s://%s"
        .formatted(
            request.getScheme(),
            host == null ? request.getServerName() + ":" + request.getServerPort() : host);
  }
}
