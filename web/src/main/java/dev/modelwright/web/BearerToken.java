package dev.modelwright.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;

/** The token that calls to us, and calls of ours to other services, carry (RFC 6750). */
public final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final String value;

  private BearerToken(String value) {
    this.value = value;
  }

  static BearerToken of(WebProperties properties) {
    String token = properties.token();
    if (token == null && properties.tokenFile() != null) {
      try {
        token = Files.readString(properties.tokenFile()).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw new IllegalStateException(
            "Cannot read the token file '%s': %s. Set modelwright.token-file to a readable file."
                .formatted(properties.tokenFile(), e.getMessage()),
            e);
      }
    }
    if (token == null || token.isBlank()) {
      throw new IllegalStateException(
          "Cannot start without a token: neither modelwright.token nor modelwright.token-file is set."
              + " Set MODELWRIGHT_TOKEN to a secret of your own.");
    }
    return new BearerToken(token.strip());
  }

  /** The value of the {@code Authorization} header. */
  public String authorization() {
    return SCHEME + value;
  }

  /** Compares in constant time. */
  boolean isIn(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    return MessageDigest.isEqual(
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }
}
