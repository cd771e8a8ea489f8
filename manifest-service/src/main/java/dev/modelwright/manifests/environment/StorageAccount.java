package dev.modelwright.manifests.environment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Names and keys by which clients of the original service upload files. */
final class StorageAccount {

  private static final String PREFIX = "mw";
  private static final int HASH_DIGITS = 20;
  private static final int KEY_LENGTH = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private StorageAccount() {}

  /** The same for the same environment; 22 lower-case letters and digits, as Azure allows. */
  static String nameOf(EnvironmentId id) {
    return PREFIX + sha256(id.toString()).substring(0, HASH_DIGITS);
  }

  /** In the form of Azure's own: 64 bytes in Base64. */
  static String newKey() {
    byte[] key = new byte[KEY_LENGTH];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
