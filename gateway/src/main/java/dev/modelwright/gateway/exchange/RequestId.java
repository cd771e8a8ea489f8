package dev.modelwright.gateway.exchange;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of requests, and so of what they ask for. */
public final class RequestId {

  private static final UUID NAMESPACE = UUID.fromString("6d0f3c0e-5f5b-4d0c-9a55-0d6a3f2f7b11");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private RequestId() {}

  /**
   * The same id for the same key, so that a repeated request is the same request; a random one
   * without a key.
   *
   * @param collection what is asked for: {@code models}, {@code manifests} or {@code images}
   * @param idempotencyKey as the client sent it; null when it sent none
   */
  public static UUID of(Account account, String collection, String idempotencyKey) {
    if (idempotencyKey == null) {
      return UUID.randomUUID();
    }
    if (!KEY.matcher(idempotencyKey).matches()) {
      throw new ProblemException(
          Problem.of(
              "InvalidHeader",
              400,
              "Cannot read the header Idempotency-Key: it is not 1 to 255 printable ASCII characters. Send a UUID, for example."));
    }
    return named(account + "\n" + collection + "\n" + idempotencyKey);
  }

  /** UUID version 5 (RFC 9562, section 5.5). */
  private static UUID named(String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
