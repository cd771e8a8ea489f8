package dev.modelwright.artifacts;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Percent-encoding of URL paths (RFC 3986), and URLs as people may see them. */
public final class UrlPath {

  private static final String UNRESERVED_MARKS = "-._~";

  private UrlPath() {}

  /** Encodes everything but unreserved characters and the slash. */
  public static String encode(String path) {
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
  public static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without query, credentials and fragment, which may be secret; and not endless. */
  public static String shown(URI url) {
    if (url.getHost() == null) {
      return url.getScheme() == null ? url.getPath() : url.getScheme() + ":…";
    }
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return Shown.shortened(url.getScheme() + "://" + url.getHost() + port + path);
  }

  /** Whether the address lies below another one, as a server would see it. */
  public static boolean isBelow(URI base, URI url) {
    return base.getScheme().equalsIgnoreCase(url.getScheme())
        && base.getHost().equalsIgnoreCase(url.getHost())
        && port(base) == port(url)
        && url.getRawPath() != null
        && url.getRawPath().startsWith(base.getRawPath() + "/");
  }

  /** The rest of the path, still encoded. */
  public static String below(URI base, URI url) {
    return url.getRawPath().substring(base.getRawPath().length() + 1);
  }

  /** Parameters as they stand there; of several with one name the last. */
  public static Map<String, String> query(URI url) {
    Map<String, String> parameters = new HashMap<>();
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return parameters;
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : usualPort(url);
  }

  static int usualPort(URI url) {
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }
}
