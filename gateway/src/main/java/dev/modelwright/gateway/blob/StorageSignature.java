package dev.modelwright.gateway.blob;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Azure Storage does: HMAC-SHA256 under a key of an account, in Base64. */
final class StorageSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private StorageSignature() {}

  /**
   * Compares in constant time.
   *
   * @param key in Base64
   */
  static boolean verifies(String key, String text, String signature) {
    return MessageDigest.isEqual(
        sign(key, text).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
