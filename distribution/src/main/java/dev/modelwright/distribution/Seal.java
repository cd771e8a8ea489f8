package dev.modelwright.distribution;

import java.net.URI;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;

/**
 * Seals secrets for the database and for their way to a worker: AES-256-GCM with a random
 * initialization vector. A secret is sealed for one purpose, for example for the address that it
 * may be sent to, and opens for no other. Thread-safe.
 */
public final class Seal {

  /** Only separates us from others who use the same secret; it need not be one. */
  private static final String SALT = "6d6f64656c777269676874";

  private static final char END_OF_PURPOSE = '\n';

  private final TextEncryptor encryptor;

  /**
   * @param secret the same in all services
   */
  public Seal(String secret) {
    this.encryptor = Encryptors.delux(secret, SALT);
  }

  /**
   * @param purpose one line
   */
  public String seal(String purpose, String secret) {
    return encryptor.encrypt(purpose + END_OF_PURPOSE + secret);
  }

  /**
   * @throws BrokenSealException when it was sealed with another secret or for another purpose, or
   *     was changed
   */
  public String open(String purpose, String sealed) {
    String opened;
    try {
      opened = encryptor.decrypt(sealed);
    } catch (RuntimeException e) {
      throw new BrokenSealException(e);
    }
    if (!opened.startsWith(purpose + END_OF_PURPOSE)) {
      throw new BrokenSealException(null);
    }
    return opened.substring(purpose.length() + 1);
  }

  /** Seals credentials so that they can be sent to one container registry only. */
  public String sealCredentials(URI url, Credentials credentials) {
    return seal(url.toString(), credentials.username() + ":" + credentials.password());
  }

  /**
   * @throws BrokenSealException as {@link #open}, for example when they belong to another container
   *     registry
   */
  public Credentials openCredentials(URI url, String sealed) {
    String[] pair = open(url.toString(), sealed).split(":", 2);
    return new Credentials(pair[0], pair[1]);
  }
}
