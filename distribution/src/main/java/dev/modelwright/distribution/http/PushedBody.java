package dev.modelwright.distribution.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A request body that somebody writes while it is sent. The writer waits whenever the connection is
 * slower, so that only a few chunks are in memory.
 */
final class PushedBody extends OutputStream implements BodyPublisher, Subscription {

  private static final int CHUNK = 1 << 17;

  private final OptionalLong size;
  private final Duration patience;
  private final Semaphore demand = new Semaphore(0);
  private volatile Subscriber<? super ByteBuffer> subscriber;
  private volatile boolean cut;
  private byte[] chunk = new byte[CHUNK];
  private int filled;

  /**
   * @param patience how long a chunk may wait before the connection counts as broken
   */
  PushedBody(OptionalLong size, Duration patience) {
    this.size = size;
    this.patience = patience;
  }

  @Override
  public long contentLength() {
    return size.orElse(-1);
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    this.subscriber = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    demand.release((int) Math.min(n, Short.MAX_VALUE));
  }

  /** Nobody takes bytes any more; a waiting writer fails. */
  @Override
  public void cancel() {
    cut = true;
    demand.release();
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int position = offset;
    int end = offset + length;
    while (position < end) {
      int taken = Math.min(chunk.length - filled, end - position);
      System.arraycopy(bytes, position, chunk, filled, taken);
      filled += taken;
      position += taken;
      if (filled == chunk.length) {
        sendChunk();
      }
    }
  }

  /** Nothing is sent early: the end is {@link #finish}. */
  @Override
  public void flush() {}

  void finish() throws IOException {
    if (contentLength() == 0) {
      return; // Nobody subscribes to nothing.
    }
    if (filled > 0) {
      sendChunk();
    }
    awaitDemand();
    subscriber.onComplete();
  }

  /** Breaks the request off, so that the container registry cannot take it for whole. */
  void abandon(Throwable cause) {
    cut = true;
    Subscriber<? super ByteBuffer> taker = subscriber;
    if (taker != null) {
      taker.onError(cause);
    }
  }

  private void sendChunk() throws IOException {
    awaitDemand();
    subscriber.onNext(ByteBuffer.wrap(chunk, 0, filled));
    chunk = new byte[CHUNK];
    filled = 0;
  }

  private void awaitDemand() throws IOException {
    try {
      boolean taken = demand.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!taken) {
        cut = true;
        throw new IOException("no bytes were taken for " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (cut) {
      throw new IOException("the connection was closed");
    }
  }
}
