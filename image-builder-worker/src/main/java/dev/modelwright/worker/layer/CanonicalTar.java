package dev.modelwright.worker.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes a tree as the one tar that stands for it: members in {@link CanonicalOrder}, folders
 * before what they hold, owner 0:0, {@link TarHeader#EPOCH one} time, and of all mode bits only
 * whether a file is executable.
 *
 * <p>Everything belongs to root and is read-only for the container's user, the environment
 * included: what was verified is what runs. The working directory alone can be written, by anybody,
 * because images are also run under user ids that nobody knows beforehand.
 */
final class CanonicalTar implements TreeVisitor {

  private static final int BUFFER = 1 << 17;
  private static final byte[] ZEROS = new byte[TarHeader.BLOCK];

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private String last = "";
  private boolean lastIsDirectory = true;

  CanonicalTar(OutputStream out) {
    this.out = out;
  }

  @Override
  public void directory(String path) throws IOException {
    if (!isOpenDirectory(path)) {
      begin(path, true);
      boolean shared = path.equals(ImagePaths.WORKING_DIRECTORY);
      out.write(TarHeader.directory(path, shared));
    }
  }

  @Override
  public void file(String path, boolean executable, long size, InputStream content)
      throws IOException {
    fileHeader(path, executable, size);
    copy(path, size, content);
    out.write(ZEROS, 0, padding(size));
  }

  /** The part of a file's member before its content. */
  void fileHeader(String path, boolean executable, long size) throws IOException {
    if (size < 0) {
      throw new UnsortedTreeException(path);
    }
    begin(path, false);
    out.write(TarHeader.file(path, executable, size));
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    begin(path, false);
    out.write(TarHeader.symlink(path, target));
  }

  @Override
  public void hardLink(String path, boolean executable, String target) throws IOException {
    if (CanonicalOrder.INSTANCE.compare(target, path) >= 0) {
      throw new UnsortedTreeException(path);
    }
    begin(path, false);
    out.write(TarHeader.hardLink(path, executable, target));
  }

  /** Ends the tar and leaves the stream below open. */
  void finish() throws IOException {
    out.write(ZEROS);
    out.write(ZEROS);
    out.flush();
  }

  /** Bytes from the end of a content of this size to the next header. */
  static int padding(long size) {
    return (int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK);
  }

  private void begin(String path, boolean directory) throws IOException {
    requireInside(path);
    if (CanonicalOrder.INSTANCE.compare(path, last) <= 0) {
      throw new UnsortedTreeException(path);
    }
    openParent(path);
    last = path;
    lastIsDirectory = directory;
  }

  private void openParent(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      String parent = path.substring(0, slash);
      if (parent.equals(last) && !lastIsDirectory) {
        throw new ConflictingMembersException(parent);
      }
      directory(parent);
    }
  }

  /** In this order a folder was written exactly when the last member is it or lies in it. */
  private boolean isOpenDirectory(String path) {
    return last.startsWith(path)
        && (last.length() == path.length() ? lastIsDirectory : last.charAt(path.length()) == '/');
  }

  private void copy(String path, long size, InputStream content) throws IOException {
    long left = size;
    while (left > 0) {
      int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException(
            "Content of '%s' ended after %,d of %,d bytes".formatted(path, size - left, size));
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    if (content.read() >= 0) {
      throw new IOException("Content of '%s' goes on after %,d bytes".formatted(path, size));
    }
  }

  private static void requireInside(String path) {
    boolean bad =
        path.isEmpty()
            || path.indexOf('\0') >= 0
            || Arrays.stream(path.split("/", -1))
                .anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
    if (bad) {
      throw new IllegalArgumentException("'%s' is no path within an image".formatted(path));
    }
  }
}
