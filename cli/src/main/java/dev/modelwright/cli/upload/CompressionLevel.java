package dev.modelwright.cli.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.Deflater;

/**
 * Tells from a sample whether a file is worth compressing.
 *
 * <p>Weights hardly are, and trying takes ten times as long as sending them to a server nearby.
 */
final class CompressionLevel {

  private static final int SAMPLE = 64 * 1024;
  private static final double WORTHWHILE = 0.9;

  private CompressionLevel() {}

  /** A level of {@link Deflater}; the same for the same content. */
  static int of(Path file) throws IOException {
    byte[] sample = sample(file);
    return deflatedSize(sample) < sample.length * WORTHWHILE
        ? Deflater.BEST_SPEED
        : Deflater.NO_COMPRESSION;
  }

  /** From the middle: headers are unlike the rest. */
  private static byte[] sample(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer sample = ByteBuffer.allocate((int) Math.min(SAMPLE, channel.size()));
      channel.position((channel.size() - sample.capacity()) / 2);
      while (sample.hasRemaining() && channel.read(sample) >= 0) {
        // Until it is full.
      }
      return sample.array();
    }
  }

  private static int deflatedSize(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      return deflater.deflate(new byte[bytes.length + SAMPLE]);
    }
  }
}
