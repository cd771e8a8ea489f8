package dev.modelwright.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** What the services of this home share, made once and readable by its owner alone. */
record Secret(String value) {

  private static final String FILE = "secret";
  private static final int BYTES = 32;

  /** The secret of a home; the first start makes it. */
  static Secret keptIn(Path home) {
    Path file = home.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        write(file, random());
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot keep the secret in '%s': %s. Make the file yours, or delete it."
              .formatted(file, e),
          e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** In one step, and never readable by others in between. */
  private static void write(Path file, String value) throws IOException {
    Path unfinished = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, value + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
