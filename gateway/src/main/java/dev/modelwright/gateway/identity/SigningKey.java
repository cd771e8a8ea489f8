package dev.modelwright.gateway.identity;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that signs our tokens.
 *
 * @param id the {@code kid} of tokens
 * @param privateKey empty when it cannot be opened, since the shared secret is another by now; what
 *     the key has signed can still be checked
 */
public record SigningKey(
    String id, RSAPublicKey publicKey, Optional<RSAPrivateKey> privateKey, Instant createdAt) {

  private static final int BITS = 2048;

  public static SigningKey generate(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(
          UUID.randomUUID().toString(),
          (RSAPublicKey) pair.getPublic(),
          Optional.of((RSAPrivateKey) pair.getPrivate()),
          now.truncatedTo(ChronoUnit.MILLIS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has RSA", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[%s, %s]".formatted(id, createdAt);
  }
}
