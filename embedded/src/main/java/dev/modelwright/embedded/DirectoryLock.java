package dev.modelwright.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory that one process at a time may use; the lock ends with the process, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "lock";

  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock, creating the directory where it is missing.
   *
   * @throws DirectoryInUseException when another process, or this one, holds it already
   */
  public static DirectoryLock acquire(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = holder(channel);
        channel.close();
        throw new DirectoryInUseException(directory, holder);
      }
      writeHolder(channel);
      return new DirectoryLock(channel, lock);
    } catch (IOException e) {
      throw new StartFailedException(
          "Cannot use directory '%s': %s. Make it writable or choose another directory."
              .formatted(directory, e),
          e);
    }
  }

  /** What a server does once its directory is its own. */
  @FunctionalInterface
  interface Start<S> {
    S holding(DirectoryLock lock) throws IOException;
  }

  /** Takes the lock and starts a server, which keeps it; gives it back when the start fails. */
  static <S> S start(String server, Path directory, Start<S> start) {
    DirectoryLock lock = acquire(directory);
    try {
      return start.holding(lock);
    } catch (IOException e) {
      lock.close();
      throw new StartFailedException(
          "Cannot start %s in '%s': %s. Make the directory writable and give it space."
              .formatted(server, directory, e),
          e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    channel.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return "process " + StandardCharsets.UTF_8.decode(pid.flip());
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
