package dev.modelwright.gateway.artifact.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Ends an upload that goes on for longer than it may, and tells one that broke off. */
public final class LimitedStream extends FilterInputStream {

  private final Supplier<? extends RuntimeException> tooLarge;
  private final Supplier<? extends RuntimeException> brokenOff;
  private long left;

  public LimitedStream(
      InputStream source,
      long limit,
      Supplier<? extends RuntimeException> tooLarge,
      Supplier<? extends RuntimeException> brokenOff) {
    super(source);
    this.left = limit;
    this.tooLarge = tooLarge;
    this.brokenOff = brokenOff;
  }

  @Override
  public int read() throws IOException {
    byte[] octet = new byte[1];
    return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (IOException _) {
      throw brokenOff.get();
    }
    if (count > 0) {
      left -= count;
    }
    if (left < 0) {
      throw tooLarge.get();
    }
    return count;
  }
}
