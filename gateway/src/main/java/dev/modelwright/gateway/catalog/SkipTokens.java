package dev.modelwright.gateway.catalog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Tokens with which a list is continued. Each is sealed for one list, so that neither a forged one
 * nor that of another account's or another filter's list is taken. Thread-safe.
 */
public final class SkipTokens {

  /** What its key is for. */
  public static final String PURPOSE = "skip tokens";

  public static final String ALGORITHM = "HmacSHA256";

  private static final int SEAL_BYTES = 12;
  private static final char SEPARATOR = '.';

  private final SecretKey key;

  /**
   * @param key that all gateways share
   */
  public SkipTokens(SecretKey key) {
    this.key = key;
  }

  /**
   * @param list what tells this list from all others
   * @param position where its next part begins, as its owner says
   */
  public String seal(String list, String position) {
    return position + SEPARATOR + sealOf(list, position);
  }

  /** The position; empty when the token is not one for this list. */
  public Optional<String> open(String list, String token) {
    int end = token.lastIndexOf(SEPARATOR);
    if (end < 0) {
      return Optional.empty();
    }
    String position = token.substring(0, end);
    boolean ours =
        MessageDigest.isEqual(
            sealOf(list, position).getBytes(StandardCharsets.UTF_8),
            token.substring(end + 1).getBytes(StandardCharsets.UTF_8));
    return ours ? Optional.of(position) : Optional.empty();
  }

  private String sealOf(String list, String position) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] seal = mac.doFinal((list + "\n" + position).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(seal, SEAL_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
