package dev.modelwright.artifacts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Random access to an object of any artifact store: reading on continues one stream, a jump opens
 * another.
 */
final class ArtifactChannel implements SeekableByteChannel {

  private static final int BUFFER_SIZE = 64 * 1024;

  private final Artifacts artifacts;
  private final ArtifactPath path;
  private final long size;
  private InputStream stream;
  private long streamPosition;
  private long position;
  private boolean open = true;

  ArtifactChannel(Artifacts artifacts, ArtifactPath path, long size) {
    this.artifacts = artifacts;
    this.path = path;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    moveStream();
    byte[] bytes = new byte[Math.min(target.remaining(), BUFFER_SIZE)];
    int count = stream.read(bytes);
    if (count > 0) {
      target.put(bytes, 0, count);
      position += count;
      streamPosition += count;
    }
    return count;
  }

  private void moveStream() throws IOException {
    long gap = position - streamPosition;
    if (stream != null && gap >= 0 && gap <= BUFFER_SIZE) {
      stream.skipNBytes(gap);
    } else {
      closeStream();
      stream = new BufferedInputStream(artifacts.read(path, position), BUFFER_SIZE);
    }
    streamPosition = position;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("A position is not negative: " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    closeStream();
  }

  private void closeStream() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
