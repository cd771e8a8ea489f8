package dev.modelwright.gateway.artifact.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Ends an upload that goes on for longer than it may. */
final class LimitedStream extends FilterInputStream {

  private final Supplier<? extends RuntimeException> tooLarge;
  private long left;

  LimitedStream(InputStream source, long limit, Supplier<? extends RuntimeException> tooLarge) {
    super(source);
    this.left = limit;
    this.tooLarge = tooLarge;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(count);
    return count;
  }

  private void count(int read) {
    if (read > 0) {
      left -= read;
    }
    if (left < 0) {
      throw tooLarge.get();
    }
  }
}
