package dev.modelwright.worker.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Header blocks of the POSIX.1-2001 interchange format. Extended ones are written only for what the
 * older ustar fields cannot hold.
 */
final class TarHeader {

  static final int BLOCK = 512;

  /**
   * The time of every member and of every image: the first second of 1980 and one, as other
   * reproducible image builders have it, because zip files made from members cannot say earlier.
   */
  static final Instant EPOCH = Instant.parse("1980-01-01T00:00:01Z");

  private static final int NAME = 100;
  private static final long LARGEST = 077777777777L;
  private static final String EXTENDED_NAME = "././@PaxHeader";

  private static final int READABLE = 0644;
  private static final int EXECUTABLE = 0755;
  private static final int SHARED = 0777;

  private TarHeader() {}

  static byte[] directory(String path, boolean shared) {
    return header(path + "/", '5', shared ? SHARED : EXECUTABLE, 0, "");
  }

  static byte[] file(String path, boolean executable, long size) {
    return header(path, '0', executable ? EXECUTABLE : READABLE, size, "");
  }

  static byte[] symlink(String path, String target) {
    return header(path, '2', SHARED, 0, target);
  }

  static byte[] hardLink(String path, boolean executable, String target) {
    return header(path, '1', executable ? EXECUTABLE : READABLE, 0, target);
  }

  private static byte[] header(String path, char type, int mode, long size, String target) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (isTooMuch(path)) {
      record(records, "path", path);
    }
    if (isTooMuch(target)) {
      record(records, "linkpath", target);
    }
    if (size > LARGEST) {
      record(records, "size", Long.toString(size));
    }
    byte[] plain = block(path, type, mode, size > LARGEST ? 0 : size, target);
    return records.size() == 0 ? plain : extended(records.toByteArray(), plain);
  }

  private static boolean isTooMuch(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length > NAME || bytes.length != text.length();
  }

  /** One line {@code length key=value}, where length counts itself. */
  private static void record(ByteArrayOutputStream out, String key, String value) {
    byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
    int length = rest.length + digits(rest.length);
    length = rest.length + digits(length);
    out.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(rest);
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }

  private static byte[] extended(byte[] records, byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(block(EXTENDED_NAME, 'x', READABLE, records.length, ""));
    out.writeBytes(records);
    out.writeBytes(new byte[CanonicalTar.padding(records.length)]);
    out.writeBytes(plain);
    return out.toByteArray();
  }

  private static byte[] block(String path, char type, int mode, long size, String target) {
    byte[] block = new byte[BLOCK];
    text(block, 0, NAME, path);
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, EPOCH.getEpochSecond());
    block[156] = (byte) type;
    text(block, 157, NAME, target);
    text(block, 257, 8, "ustar\00000");
    octal(block, 329, 8, 0);
    octal(block, 337, 8, 0);
    checksum(block);
    return block;
  }

  /** What does not fit is cut here and whole in the extended header. */
  private static void text(byte[] block, int offset, int width, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, width));
  }

  private static void octal(byte[] block, int offset, int width, long value) {
    String digits = Long.toOctalString(value);
    text(block, offset, width, "0".repeat(width - 1 - digits.length()) + digits);
  }

  private static void checksum(byte[] block) {
    text(block, 148, 8, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    block[155] = ' ';
  }
}
