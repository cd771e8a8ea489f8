package dev.modelwright.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives as friends and enemies make them. */
final class ArchiveFixture {

  private ArchiveFixture() {}

  static Zip zip() {
    return new Zip();
  }

  static Tar tar() {
    return new Tar();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  static final class Zip {

    private static final int EXECUTABLE_FILE = 0100755;
    private static final int LINK = 0120777;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    Zip file(String name, String content) {
      return add(new ZipArchiveEntry(name), content.getBytes(UTF_8));
    }

    Zip file(String name, byte[] content) {
      return add(new ZipArchiveEntry(name), content);
    }

    Zip executable(String name, String content) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(EXECUTABLE_FILE);
      return add(entry, content.getBytes(UTF_8));
    }

    Zip directory(String name) {
      return add(new ZipArchiveEntry(name + "/"), new byte[0]);
    }

    Zip link(String name, String target) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(LINK);
      return add(entry, target.getBytes(UTF_8));
    }

    private Zip add(ZipArchiveEntry entry, byte[] content) {
      try {
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] bytes() {
      try {
        zip.finish();
        return bytes.toByteArray();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class Tar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tar file(String name, String content) {
      return file(name, content.getBytes(UTF_8));
    }

    Tar file(String name, byte[] content) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(content.length);
      return add(entry, content);
    }

    Tar executable(String name, String content) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setMode(0100755);
      entry.setSize(content.length());
      return add(entry, content.getBytes(UTF_8));
    }

    Tar directory(String name) {
      return add(new TarArchiveEntry(name + "/", true), new byte[0]);
    }

    Tar link(String name, String target) {
      return special(name, TarConstants.LF_SYMLINK, target);
    }

    Tar hardLink(String name, String target) {
      return special(name, TarConstants.LF_LINK, target);
    }

    Tar device(String name) {
      return special(name, TarConstants.LF_CHR, "");
    }

    Tar pipe(String name) {
      return special(name, TarConstants.LF_FIFO, "");
    }

    private Tar special(String name, byte type, String target) {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName(target);
      return add(entry, new byte[0]);
    }

    private Tar add(TarArchiveEntry entry, byte[] content) {
      try {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] bytes() {
      try {
        tar.finish();
        return bytes.toByteArray();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
