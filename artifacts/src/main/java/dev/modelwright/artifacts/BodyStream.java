package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an HTTP answer as a stream that never waits without a limit.
 *
 * <p>The JDK's own stream blocks for as long as the server is silent; this one asks for one batch
 * of buffers at a time and gives up after the idle limit or at the deadline.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<BodyStream> {

  private sealed interface Item {
    record Bytes(List<ByteBuffer> buffers) implements Item {}

    record End() implements Item {}

    record Failure(Throwable cause) implements Item {}
  }

  private final URI url;
  private final FetchLimits limits;
  private final Deadline deadline;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;
  private boolean ended;
  private long received;

  BodyStream(URI url, FetchLimits limits, Deadline deadline) {
    this.url = url;
    this.limits = limits;
    this.deadline = deadline;
  }

  /** At once: the bytes come while they are read. */
  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    items.add(new Item.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    items.add(new Item.Failure(cause));
  }

  @Override
  public void onComplete() {
    items.add(new Item.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (!ended && buffers.isEmpty()) {
      accept(next());
    }
    if (buffers.isEmpty()) {
      return -1;
    }
    ByteBuffer buffer = buffers.peek();
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    if (!buffer.hasRemaining()) {
      buffers.remove();
      if (buffers.isEmpty()) {
        subscription.request(1);
      }
    }
    received += count;
    if (received > limits.maxSize()) {
      throw tooLarge(url, limits.maxSize());
    }
    return count;
  }

  private Item next() {
    Duration left = deadline.left();
    boolean idle = limits.idleTimeout().compareTo(left) < 0;
    Duration wait = idle ? limits.idleTimeout() : left;
    try {
      Item item = items.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (item != null) {
        return item;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactStoreException(
          "Cannot fetch '%s': interrupted, since this process stops.".formatted(UrlPath.shown(url)),
          e);
    }
    throw idle ? silent(url, limits) : overdue(url, limits);
  }

  private void accept(Item item) {
    switch (item) {
      case Item.Bytes(List<ByteBuffer> more) -> {
        more.stream().filter(ByteBuffer::hasRemaining).forEach(buffers::add);
        if (buffers.isEmpty()) {
          subscription.request(1);
        }
      }
      case Item.End() -> ended = true;
      case Item.Failure(Throwable cause) ->
          throw new TruncatedContentException(
              "Cannot fetch '%s': the connection broke after %,d bytes, before the end that the server had promised. Try again, or check the server."
                  .formatted(UrlPath.shown(url), received),
              cause);
    }
  }

  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  static UnreachableContentException silent(URI url, FetchLimits limits) {
    return new UnreachableContentException(
        "Cannot fetch '%s': the server sent nothing for %d seconds. Check the server, or upload the file."
            .formatted(UrlPath.shown(url), limits.idleTimeout().toSeconds()));
  }

  static UnreachableContentException overdue(URI url, FetchLimits limits) {
    return new UnreachableContentException(
        "Cannot fetch '%s': it took longer than %d seconds. Upload the file, or let the operator raise modelwright.fetch.timeout."
            .formatted(UrlPath.shown(url), limits.timeout().toSeconds()));
  }

  static ContentTooLargeException tooLarge(URI url, long maxSize) {
    return new ContentTooLargeException(
        "Cannot fetch '%s': it is larger than %,d bytes. Let the operator raise modelwright.fetch.max-size."
            .formatted(UrlPath.shown(url), maxSize));
  }
}
