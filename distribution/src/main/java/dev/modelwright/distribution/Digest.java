package dev.modelwright.distribution;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names content by its bytes: {@code sha256:} and 64 lower-case hexadecimal digits. */
public record Digest(String value) implements Reference {

  private static final String ALGORITHM = "sha256:";
  private static final Pattern VALID = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' is no sha256 digest".formatted(value));
    }
  }

  public static Digest of(String value) {
    return new Digest(value);
  }

  public static Digest ofHex(String hex) {
    return new Digest(ALGORITHM + hex);
  }

  public static Digest of(byte[] content) {
    return finish(sha256(), content);
  }

  /** Ends the calculation. */
  public static Digest of(MessageDigest finished) {
    return ofHex(HexFormat.of().formatHex(finished.digest()));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static Digest finish(MessageDigest digest, byte[] content) {
    digest.update(content);
    return of(digest);
  }

  public String hex() {
    return value.substring(ALGORITHM.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
