package dev.modelwright.worker.distribution.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user name and password that are never printed. */
public record Credentials(String username, String password) {

  /** Value of a header {@code Authorization} (RFC 7617). */
  String basic() {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "Credentials[username=%s]".formatted(username);
  }
}
