package dev.modelwright.artifacts;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URL paths (RFC 3986), and URLs as people may see them. */
final class UrlPath {

  private static final String UNRESERVED_MARKS = "-._~";

  private UrlPath() {}

  /** Encodes everything but unreserved characters and the slash. */
  static String encode(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isUnreserved(c) || c == '/') {
        encoded.append(c);
      } else {
        encoded.append("%%%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  /**
   * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
   */
  static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without query, credentials and fragment: they may be secret. */
  static String shown(URI url) {
    if (url.getHost() == null) {
      return url.getScheme() == null ? url.getPath() : url.getScheme() + ":…";
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }
}
