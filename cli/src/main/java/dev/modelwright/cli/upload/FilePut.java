package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.failure.ExitStatus;
import dev.modelwright.cli.gateway.HttpClients;
import dev.modelwright.cli.gateway.RefusedRequestException;
import dev.modelwright.cli.terminal.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one file to a signed address, watched while it goes on. */
final class FilePut {

  private static final Duration STALLED = Duration.ofMinutes(2);

  /** A store may read through a large file before it answers. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(30);

  private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(20);
  private static final int FIRST_ERROR = 400;
  private static final int CONFLICT = 409;
  private static final long TICK_MILLIS = 50;

  private final Path file;
  private final long size;
  private final UploadTarget target;
  private final HttpClient http;

  /**
   * @param size of the file
   */
  FilePut(Path file, long size, UploadTarget target) {
    this.file = file;
    this.size = size;
    this.target = target;
    this.http = HttpClients.to(target.uploadUrl());
  }

  /**
   * Sends all of it.
   *
   * @throws InterruptedUploadException when another try may succeed
   * @throws CommandException when the server refuses the bytes
   */
  void send(Progress progress) throws InterruptedUploadException {
    HttpRequest.Builder request = HttpRequest.newBuilder(target.uploadUrl()).PUT(body(0, progress));
    target.headers().forEach(request::header);
    complete(request.build(), progress);
  }

  /**
   * Sends the rest.
   *
   * @param offset how much has come
   * @throws InterruptedUploadException when another try may succeed
   * @throws CommandException when the server refuses the bytes
   */
  void sendFrom(long offset, Progress progress) throws InterruptedUploadException {
    complete(
        HttpRequest.newBuilder(target.uploadUrl())
            .header("Content-Type", "application/partial-upload")
            .header("Upload-Offset", Long.toString(offset))
            .header("Upload-Complete", "?1")
            .method("PATCH", body(offset, progress))
            .build(),
        progress);
  }

  /**
   * Asks how much has come.
   *
   * @throws InterruptedUploadException when another try may succeed
   * @throws CommandException when the server does not know
   */
  Arrival arrival() throws InterruptedUploadException {
    HttpRequest request =
        HttpRequest.newBuilder(target.uploadUrl()).timeout(QUESTION_TIMEOUT).HEAD().build();
    HttpResponse<byte[]> response =
        accepted(await(http.sendAsync(request, BodyHandlers.ofByteArray()), () -> {}));
    return new Arrival(
        response.headers().firstValueAsLong("Upload-Offset").orElse(0),
        response.headers().firstValue("Upload-Complete").filter("?1"::equals).isPresent());
  }

  /**
   * How much has come.
   *
   * @param isComplete whether the store has taken it for the whole file
   */
  record Arrival(long bytes, boolean isComplete) {}

  private void complete(HttpRequest request, Progress progress) throws InterruptedUploadException {
    Stall stall = new Stall(progress, size);
    accepted(
        await(
            http.sendAsync(request, BodyHandlers.ofByteArray()),
            () -> {
              progress.refresh();
              stall.check();
            }));
  }

  private HttpResponse<byte[]> accepted(HttpResponse<byte[]> response)
      throws InterruptedUploadException {
    if (response.statusCode() < FIRST_ERROR) {
      return response;
    }
    CommandException refusal =
        RefusedRequestException.of(
            response.statusCode(), response.body(), HttpClients.origin(target.uploadUrl()));
    boolean isElsewhere =
        response.statusCode() == CONFLICT
            && response.headers().firstValue("Upload-Offset").isPresent();
    if (refusal.status() == ExitStatus.SYSTEM_ERROR || isElsewhere) {
      throw new InterruptedUploadException(refusal.getMessage(), refusal);
    }
    throw refusal;
  }

  /** The length is always told: some stores take no other PUT. */
  private BodyPublisher body(long offset, Progress progress) {
    return size == offset
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> counted(offset, progress)), size - offset);
  }

  private InputStream counted(long offset, Progress progress) {
    try {
      return new CountingStream(
          Channels.newInputStream(FileChannel.open(file).position(offset)), progress);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @FunctionalInterface
  private interface Tick {
    void pass() throws InterruptedUploadException;
  }

  private static HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer, Tick tick) throws InterruptedUploadException {
    while (true) {
      try {
        return answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        pass(tick, answer);
      } catch (ExecutionException failure) {
        String reason = failure.getCause().getMessage();
        throw new InterruptedUploadException(
            reason == null ? failure.getCause().getClass().getSimpleName() : reason, failure);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw CommandException.systemError("Interrupted.", interrupted);
      }
    }
  }

  private static void pass(Tick tick, CompletableFuture<?> answer)
      throws InterruptedUploadException {
    try {
      tick.pass();
    } catch (InterruptedUploadException stalled) {
      answer.cancel(true);
      throw stalled;
    }
  }

  /** Gives up when nothing moves. */
  private static final class Stall {

    private final Progress progress;
    private final long size;
    private long lastMoved = -1;
    private long lastMove = System.nanoTime();

    private Stall(Progress progress, long size) {
      this.progress = progress;
      this.size = size;
    }

    private void check() throws InterruptedUploadException {
      long moved = progress.moved();
      Duration limit = moved < size ? STALLED : ANSWER_TIMEOUT;
      if (moved != lastMoved) {
        lastMoved = moved;
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > limit.toNanos()) {
        throw new InterruptedUploadException("nothing moved for " + limit.toSeconds() + " s", null);
      }
    }
  }

  private static final class CountingStream extends FilterInputStream {

    private final Progress progress;

    private CountingStream(InputStream stream, Progress progress) {
      super(stream);
      this.progress = progress;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        progress.moved(count);
      }
      return count;
    }
  }
}
