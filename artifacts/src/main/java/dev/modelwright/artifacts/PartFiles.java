package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** What has come of objects that arrive in parts; one writer at a time goes on. */
final class PartFiles {

  private final ObjectFiles files;

  PartFiles(ObjectFiles files) {
    this.files = files;
  }

  /** How many bytes have come. */
  long size(ArtifactPath path) throws IOException {
    try {
      return Files.size(partOf(path));
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /**
   * Appends all that comes; what came before the content broke off stays, unless the disk is full.
   *
   * @param digest of the content afterwards
   * @return how many bytes have come in all
   * @throws UnexpectedPositionException when as many have not come before, or somebody else goes on
   */
  long append(ArtifactPath path, long position, InputStream content, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[DurableFiles.BUFFER_SIZE];
    long size = position;
    try {
      append(path, size, ByteBuffer.allocate(0));
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        digest.update(buffer, 0, count);
        append(path, size, ByteBuffer.wrap(buffer, 0, count));
        size += count;
      }
      return size;
    } catch (IOException e) {
      if (DurableFiles.isFull(e)) {
        // Nobody can go on with it before others have their room back.
        Files.deleteIfExists(partOf(path));
      }
      throw e;
    } finally {
      DurableFiles.force(partOf(path));
    }
  }

  /** Opened each time: the file is another's as soon as somebody else has completed it. */
  private void append(ArtifactPath path, long position, ByteBuffer bytes) throws IOException {
    Path part = partOf(path);
    synchronized (AppendLocks.of(path)) {
      try (FileChannel channel = open(part, position);
          FileLock _ = channel.lock()) {
        if (channel.size() != position || !Files.exists(part)) {
          throw new UnexpectedPositionException(path, position, channel.size());
        }
        DurableFiles.writeOrRestore(channel, position, bytes);
      } catch (NoSuchFileException _) {
        throw new UnexpectedPositionException(path, position, 0);
      }
    }
  }

  private static FileChannel open(Path part, long position) throws IOException {
    return position == 0
        ? FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        : FileChannel.open(part, StandardOpenOption.WRITE);
  }

  /** Moves away what has come: from here on nobody appends to it. */
  void take(ArtifactPath path, long size, Path target) throws IOException {
    Path part = partOf(path);
    synchronized (AppendLocks.of(path)) {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (channel.size() != size) {
          throw new UnexpectedPositionException(path, size, channel.size());
        }
        Files.move(part, target);
      } catch (NoSuchFileException _) {
        throw new UnexpectedPositionException(path, size, 0);
      }
    }
  }

  private Path partOf(ArtifactPath path) {
    return files.incoming(Sha256.of(path.value()) + ".part");
  }
}
