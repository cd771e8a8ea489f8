package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The body of an HTTP answer, kept within the limits of a fetch. */
final class BodyStream extends InputStream {

  private final URI url;
  private final FetchLimits limits;
  private final Deadline deadline;
  private final InputStream body;
  private final BooleanSupplier stopping;
  private final Runnable end;
  private long received;

  /**
   * @param body whose reads end after the idle limit
   * @param stopping whether a broken connection is our own doing
   * @param end gives the connection up
   */
  BodyStream(
      URI url,
      FetchLimits limits,
      Deadline deadline,
      InputStream body,
      BooleanSupplier stopping,
      Runnable end) {
    this.url = url;
    this.limits = limits;
    this.deadline = deadline;
    this.body = body;
    this.stopping = stopping;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = length == 0 ? 0 : next(target, offset, length);
    received += Math.max(0, count);
    if (received > limits.maxSize()) {
      throw tooLarge(url, limits.maxSize());
    }
    if (count >= 0 && deadline.left().isZero()) {
      throw overdue(url, limits);
    }
    return count;
  }

  private int next(byte[] target, int offset, int length) {
    try {
      return body.read(target, offset, length);
    } catch (SocketTimeoutException e) {
      throw stopping.getAsBoolean() ? stopped(url, e) : silent(url, limits);
    } catch (IOException e) {
      if (stopping.getAsBoolean()) {
        throw stopped(url, e);
      }
      throw new TruncatedContentException(
          "Cannot fetch '%s': the connection broke after %,d bytes, before the end that the server had promised. Try again, or check the server."
              .formatted(UrlPath.shown(url), received),
          e);
    }
  }

  @Override
  public void close() {
    end.run();
  }

  static ArtifactStoreException stopped(URI url, IOException e) {
    return new ArtifactStoreException(
        "Cannot fetch '%s': interrupted, since this process stops.".formatted(UrlPath.shown(url)),
        e);
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
