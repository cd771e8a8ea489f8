package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses to one gzip member (RFC 1952), block by block on several processors.
 *
 * <p>Blocks have a fixed size and know nothing of each other, so that the output depends on the
 * input alone, never on how many processors there are. Holds at most {@link #WINDOW} blocks.
 */
final class ParallelGzip extends OutputStream {

  private static final int BLOCK = 1 << 19;
  private static final int WINDOW = 8;
  private static final int LEVEL = 1;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final byte[] LAST_BLOCK = {3, 0};

  private final OutputStream out;
  private final ExecutorService processors;
  private final Deque<Future<byte[]>> compressing = new ArrayDeque<>();
  private final CRC32 checksum = new CRC32();
  private byte[] block = new byte[BLOCK];
  private int filled;
  private long size;

  ParallelGzip(OutputStream out) throws IOException {
    this.out = out;
    this.processors =
        Executors.newFixedThreadPool(
            Math.min(WINDOW / 2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("gzip-", 0).factory());
    out.write(HEADER);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checksum.update(bytes, offset, length);
    size += length;
    int position = offset;
    while (position < offset + length) {
      int taken = Math.min(BLOCK - filled, offset + length - position);
      System.arraycopy(bytes, position, block, filled, taken);
      filled += taken;
      position += taken;
      if (filled == BLOCK) {
        compressBlock();
      }
    }
  }

  /** Ends the member; the stream below stays open. */
  void finish() throws IOException {
    if (filled > 0) {
      compressBlock();
    }
    while (!compressing.isEmpty()) {
      writeOldest();
    }
    out.write(LAST_BLOCK);
    writeLittleEndian((int) checksum.getValue());
    writeLittleEndian((int) size);
    out.flush();
  }

  /** Gives up whatever is still being compressed. Idempotent. */
  @Override
  public void close() {
    processors.shutdownNow();
  }

  private void compressBlock() throws IOException {
    byte[] full = block;
    int length = filled;
    compressing.add(processors.submit(() -> compress(full, length)));
    block = new byte[BLOCK];
    filled = 0;
    if (compressing.size() == WINDOW) {
      writeOldest();
    }
  }

  private void writeOldest() throws IOException {
    try {
      out.write(compressing.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while compressing");
    } catch (ExecutionException e) {
      throw new IOException("Cannot compress a block", e.getCause());
    }
  }

  /** Ends on a byte border, so that blocks can be put behind one another. */
  private static byte[] compress(byte[] block, int length) {
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(block, 0, length);
      byte[] compressed = new byte[length + length / 1000 + 64];
      int end = 0;
      for (int n = -1; n != 0; end += n) {
        if (end == compressed.length) {
          compressed = Arrays.copyOf(compressed, compressed.length * 2);
        }
        n = deflater.deflate(compressed, end, compressed.length - end, Deflater.SYNC_FLUSH);
      }
      return Arrays.copyOf(compressed, end);
    } finally {
      deflater.end();
    }
  }

  private void writeLittleEndian(int value) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }
}
