package dev.modelwright.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** What all our services know and nobody else; each purpose has a key of its own (RFC 5869). */
public final class SharedSecret {

  private static final int SHORTEST = 16;
  private static final int KEY_BYTES = 32;

  private final String value;

  private SharedSecret(String value) {
    this.value = value;
  }

  /**
   * @throws IllegalStateException when it is shorter than 16 characters
   */
  public static SharedSecret of(String value) {
    String stripped = value.strip();
    if (stripped.length() < SHORTEST) {
      throw new IllegalStateException(
          "Cannot start with the secret in modelwright.token: it has %d characters, and whoever guesses it may call our services. Set MODELWRIGHT_TOKEN to at least %d random ones, the same for all services."
              .formatted(stripped.length(), SHORTEST));
    }
    return new SharedSecret(stripped);
  }

  static SharedSecret of(WebProperties properties) {
    if (properties.token() != null && !properties.token().isBlank()) {
      return of(properties.token());
    }
    if (properties.tokenFile() == null) {
      throw new IllegalStateException(
          "Cannot start without the secret that our services share: neither modelwright.token nor modelwright.token-file is set."
              + " Set MODELWRIGHT_TOKEN to a secret of your own, the same for all services.");
    }
    try {
      return of(Files.readString(properties.tokenFile()).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read the secret in '%s': %s. Set modelwright.token-file to a readable file."
              .formatted(properties.tokenFile(), e.getMessage()),
          e);
    }
  }

  /**
   * A key of 256 bits.
   *
   * @param purpose what it is for; another purpose gives another key
   * @param algorithm such as {@code HmacSHA256} or {@code AES}
   */
  public SecretKey key(String purpose, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(value.getBytes(StandardCharsets.UTF_8))
                  .thenExpand(
                      ("modelwright " + purpose).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK 25 has HKDF-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SharedSecret";
  }
}
