package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files so that a power cut leaves all of them or nothing. */
final class DurableFiles {

  private static final Logger log = LoggerFactory.getLogger(DurableFiles.class);

  static final int BUFFER_SIZE = 256 * 1024;

  private DurableFiles() {}

  /**
   * Writes a new file and forces it to the disk.
   *
   * @param digest of all bytes afterwards
   * @return how many they are
   */
  static long write(Path file, InputStream content, MessageDigest digest) throws IOException {
    long size = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        digest.update(buffer, 0, count);
        writeFully(channel, ByteBuffer.wrap(buffer, 0, count));
        size += count;
      }
      channel.force(true);
    }
    return size;
  }

  /** Writes a new file and forces it to the disk. */
  static void write(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, StandardCharsets.UTF_8.encode(text));
      channel.force(true);
    }
  }

  static MessageDigest digestOf(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return digest;
  }

  /** Writes at a position, or leaves the file as it was up to there. */
  static void writeOrRestore(FileChannel channel, long position, ByteBuffer bytes)
      throws IOException {
    try {
      channel.position(position);
      writeFully(channel, bytes);
    } catch (IOException e) {
      channel.truncate(position);
      throw e;
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Nothing happens when the file is not there. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (NoSuchFileException _) {
      // Nothing to lose.
    }
  }

  /** A new name is durable once its folder is. */
  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What cannot be deleted is swept later. */
  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("Cannot delete the temporary file {}; it is swept later", file, e);
    }
  }

  /** Java has no exception of its own for a full disk, only the system's words. */
  static boolean isFull(IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("No space left") || words.contains("quota exceeded");
  }
}
