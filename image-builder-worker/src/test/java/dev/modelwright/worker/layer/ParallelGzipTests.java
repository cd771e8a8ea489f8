package dev.modelwright.worker.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.distribution.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTests {

  private static final Digest GOLDEN =
      Digest.of("sha256:c876b1f8f88fee74e79fe4812179fd56c74a7161ebd9b6cc7983af23ffbb9781");

  private static final int BLOCK = 1 << 19;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 20 * BLOCK + 17})
  void compressesWhatAnybodyExpands(int size) throws IOException {
    byte[] text = text(size);

    assertThat(expanded(compressed(text, 1 << 16))).isEqualTo(text);
  }

  @Test
  void compressesWhatDoesNotCompress() throws IOException {
    byte[] noise = new byte[3 * BLOCK];
    new Random(1).nextBytes(noise);

    byte[] compressed = compressed(noise, 1 << 16);

    assertThat(expanded(compressed)).isEqualTo(noise);
    assertThat(compressed.length).isLessThan(noise.length + 1000);
  }

  @Test
  void writesTheSameBytesHoweverTheyCame() throws IOException {
    byte[] text = text(5 * BLOCK + 3);

    byte[] atOnce = compressed(text, text.length);

    assertThat(compressed(text, 1)).isEqualTo(atOnce);
    assertThat(compressed(text, 4711)).isEqualTo(atOnce);
  }

  @Test
  void writesTheSameBytesOnEveryMachine() throws IOException {
    byte[] compressed = compressed(text(3 * BLOCK), 1 << 16);

    assertThat(Digest.of(compressed)).isEqualTo(GOLDEN);
  }

  @Test
  void failsWhenTheStreamBelowFails() {
    OutputStream broken =
        new OutputStream() {
          private int written;

          @Override
          public void write(int b) throws IOException {
            if (++written > 1000) {
              throw new IOException("full");
            }
          }
        };

    assertThatThrownBy(
            () -> {
              try (ParallelGzip gzip = new ParallelGzip(broken)) {
                gzip.write(text(20 * BLOCK));
                gzip.finish();
              }
            })
        .hasMessage("full");
  }

  private static byte[] compressed(byte[] bytes, int step) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ParallelGzip gzip = new ParallelGzip(out)) {
      for (int i = 0; i < bytes.length; i += step) {
        gzip.write(bytes, i, Math.min(step, bytes.length - i));
      }
      gzip.finish();
    }
    return out.toByteArray();
  }

  private static byte[] expanded(byte[] compressed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] text(int size) {
    Random random = new Random(7);
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) ('a' + Math.min(25, Math.abs((int) (random.nextGaussian() * 6))));
    }
    return text;
  }
}
