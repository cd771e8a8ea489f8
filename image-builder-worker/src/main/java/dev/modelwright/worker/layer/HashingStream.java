package dev.modelwright.worker.layer;

import dev.modelwright.distribution.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Knows digest and size of what went through. */
final class HashingStream extends FilterOutputStream {

  private final MessageDigest sha256 = Digest.sha256();
  private long size;

  HashingStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    sha256.update((byte) b);
    size++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    sha256.update(bytes, offset, length);
    size += length;
  }

  /** Ends the calculation. */
  Digest digest() {
    return Digest.of(sha256);
  }

  long size() {
    return size;
  }
}
