package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;

/** The content of one file in an archive: as many bytes as declared, and those that were packed. */
final class MemberStream extends InputStream {

  /** For members whose format has no checksum. */
  static final long NO_CHECKSUM = -1;

  private final InputStream content;
  private final String path;
  private final long size;
  private final long checksum;
  private final CRC32 crc = new CRC32();
  private long count;

  MemberStream(InputStream content, String path, long size, long checksum) {
    this.content = content;
    this.path = path;
    this.size = size;
    this.checksum = checksum;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    int read = packed(target, offset, length);
    if (read > 0) {
      crc.update(target, offset, read);
      count += read;
    }
    if (count > size || (read < 0 && count < size)) {
      throw ArchiveTree.refused(path, "it has another size than the archive says");
    }
    if (read < 0 && checksum != NO_CHECKSUM && checksum != crc.getValue()) {
      throw ArchiveTree.refused(path, "its checksum is wrong, the archive is damaged");
    }
    return read;
  }

  private int packed(byte[] target, int offset, int length) {
    try {
      return content.read(target, offset, length);
    } catch (IOException e) {
      throw ArchiveTree.refused(
          path, "the archive is damaged there (%s)".formatted(Shown.shortened(e.getMessage())));
    }
  }
}
