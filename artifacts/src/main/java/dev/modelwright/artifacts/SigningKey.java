package dev.modelwright.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret behind signed URLs: HMAC-SHA256 (RFC 2104), 256 bits, in a file of mode 0600. */
final class SigningKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 32;

  private final SecretKeySpec key;

  private SigningKey(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Reads the key, or makes it. Of several processes that make it at once one wins, and all use the
   * winner's: a complete file is linked to its place, which only one can do.
   */
  static SigningKey at(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file);
    }
    byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
    if (secret.length != LENGTH) {
      throw new IOException(
          "'%s' holds no key of %d bytes in hexadecimal digits. Delete it and a new one is made; URLs signed before end to work."
              .formatted(file, LENGTH));
    }
    return new SigningKey(secret);
  }

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[LENGTH];
    new SecureRandom().nextBytes(secret);
    Path complete = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createFile(
          complete,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel channel = FileChannel.open(complete, Set.of(StandardOpenOption.WRITE))) {
        channel.write(
            StandardCharsets.US_ASCII.encode(
                HexFormat.of().formatHex(secret) + System.lineSeparator()));
        channel.force(true);
      }
      Files.createLink(file, complete);
    } catch (FileAlreadyExistsException _) {
      // Another process was faster; its key is ours.
    } finally {
      Files.deleteIfExists(complete);
    }
  }

  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /** Compares in constant time. */
  boolean verifies(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }
}
