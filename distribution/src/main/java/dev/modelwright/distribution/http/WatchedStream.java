package dev.modelwright.distribution.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Fails instead of waiting for ever when a connection brings no bytes any more. */
final class WatchedStream extends FilterInputStream {

  private static final int CHECKS = 4;
  private static final long NOT_READING = 0;

  private final Duration patience;
  private final Thread watcher;
  private volatile long readingSince = NOT_READING;
  private volatile boolean stalled;

  WatchedStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    this.watcher = Thread.ofVirtual().name("watched-stream").start(this::watch);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    readingSince = System.nanoTime() | 1;
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw stalled ? new IOException("no bytes came for " + patience.toSeconds() + " s", e) : e;
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() throws IOException {
    watcher.interrupt();
    in.close();
  }

  private void watch() {
    try {
      while (!isStalled()) {
        Thread.sleep(patience.dividedBy(CHECKS));
      }
      stalled = true;
      in.close(); // This is what wakes the reader.
    } catch (InterruptedException | IOException _) {
      // Closed, or about to fail in the reader's hands.
    }
  }

  private boolean isStalled() {
    long since = readingSince;
    return since != NOT_READING && System.nanoTime() - since > patience.toNanos();
  }
}
