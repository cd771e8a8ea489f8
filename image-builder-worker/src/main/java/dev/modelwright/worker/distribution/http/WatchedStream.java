package dev.modelwright.worker.distribution.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Fails instead of waiting for ever when a connection brings no bytes any more. */
final class WatchedStream extends FilterInputStream {

  private final Duration patience;
  private volatile boolean stalled;

  WatchedStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Future<?> watch = watch();
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw stalled ? new IOException("no bytes came for " + patience.toSeconds() + " s", e) : e;
    } finally {
      watch.cancel(false);
    }
  }

  /** Closing is what wakes a reader. */
  private Future<?> watch() {
    return CompletableFuture.runAsync(
        this::giveUp,
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void giveUp() {
    stalled = true;
    try {
      in.close();
    } catch (IOException _) {
      // The reader hears of it.
    }
  }
}
