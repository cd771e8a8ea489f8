package dev.modelwright.cli.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the server has those who get tokens, by their ids as typed. */
final class PrincipalPaths {

  private PrincipalPaths() {}

  static String user(String id) {
    return "/users/" + encoded(id);
  }

  static String servicePrincipal(String id) {
    return "/servicePrincipals/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
