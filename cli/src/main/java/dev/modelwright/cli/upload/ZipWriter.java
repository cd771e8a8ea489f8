package dev.modelwright.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes members as a zip whose bytes depend on names and contents only. */
final class ZipWriter {

  /**
   * Not the first moment that a zip can express: beside that one the JDK writes a second time,
   * which depends on the time zone.
   */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final int BUFFER = 128 * 1024;

  private ZipWriter() {}

  /**
   * @param read is told how many bytes of the members have been read since it was told last
   */
  static void write(List<Member> members, OutputStream output, LongConsumer read)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (ZipOutputStream zip = new ZipOutputStream(output)) {
      for (Member member : members) {
        ZipEntry entry = new ZipEntry(member.name());
        entry.setTimeLocal(FIXED_TIME);
        zip.putNextEntry(entry);
        if (!member.isFolder()) {
          zip.setLevel(CompressionLevel.of(member.file()));
          copy(member, zip, buffer, read);
        }
        zip.closeEntry();
      }
    }
  }

  private static void copy(Member member, OutputStream zip, byte[] buffer, LongConsumer read)
      throws IOException {
    try (InputStream input = Files.newInputStream(member.file())) {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        zip.write(buffer, 0, count);
        read.accept(count);
      }
    }
  }
}
