package dev.modelwright.worker.layer;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings a tree that comes in another order into the canonical one: contents go to a temporary
 * file, only paths and positions stay in memory.
 *
 * <p>The file has no name from the moment it is open, so that even a killed process leaves nothing.
 */
final class Spool implements TreeVisitor, Closeable {

  private static final int BUFFER = 1 << 17;

  private final FileChannel file;
  private final byte[] buffer = new byte[BUFFER];
  private final SortedMap<String, Member> members = new TreeMap<>(CanonicalOrder.INSTANCE);
  private long end;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path = Files.createTempFile(folder, "layer", ".spool");
    try {
      return new Spool(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } finally {
      Files.delete(path);
    }
  }

  @Override
  public void directory(String path) {
    Member present = members.putIfAbsent(path, Member.DIRECTORY);
    if (present != null && present != Member.DIRECTORY) {
      throw new ConflictingMembersException(path);
    }
  }

  @Override
  public void file(String path, boolean executable, long size, InputStream content)
      throws IOException {
    long start = end;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      append(ByteBuffer.wrap(buffer, 0, read));
    }
    add(path, new StoredFile(executable, start, end - start));
  }

  @Override
  public void symlink(String path, String target) {
    add(path, new Symlink(target));
  }

  @Override
  public void hardLink(String path, boolean executable, String target) {
    if (!(members.get(target) instanceof StoredFile stored)) {
      throw new IllegalArgumentException(
          "'%s' is a hard link to '%s', which is no file of the tree".formatted(path, target));
    }
    stored.linked = true;
    add(path, stored);
  }

  /** The first path of a file with several gets its content, the others become hard links. */
  void writeTo(TreeVisitor visitor) throws IOException {
    Map<StoredFile, String> written = new IdentityHashMap<>();
    for (var member : members.entrySet()) {
      String path = member.getKey();
      switch (member.getValue()) {
        case Directory _ -> visitor.directory(path);
        case Symlink link -> visitor.symlink(path, link.target);
        case StoredFile stored -> {
          String first = stored.linked ? written.putIfAbsent(stored, path) : null;
          if (first == null) {
            visitor.file(path, stored.executable, stored.size, new Slice(stored));
          } else {
            visitor.hardLink(path, stored.executable, first);
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void add(String path, Member member) {
    if (members.putIfAbsent(path, member) != null) {
      throw new ConflictingMembersException(path);
    }
  }

  private void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
  }

  private sealed interface Member {
    Member DIRECTORY = new Directory();
  }

  private record Directory() implements Member {}

  private record Symlink(String target) implements Member {}

  private static final class StoredFile implements Member {

    private final boolean executable;
    private final long start;
    private final long size;
    private boolean linked;

    StoredFile(boolean executable, long start, long size) {
      this.executable = executable;
      this.start = start;
      this.size = size;
    }
  }

  private final class Slice extends InputStream {

    private long position;
    private final long end;

    Slice(StoredFile stored) {
      this.position = stored.start;
      this.end = stored.start + stored.size;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int read = file.read(ByteBuffer.wrap(target, offset, wanted), position);
      if (read < 0) {
        throw new EOFException("The spool file was cut at " + position);
      }
      position += read;
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }
}
