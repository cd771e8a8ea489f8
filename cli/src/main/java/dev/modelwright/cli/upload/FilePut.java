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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One PUT of one file to a signed address, watched while it goes on. */
final class FilePut {

  private static final Duration STALLED = Duration.ofMinutes(2);
  private static final int FIRST_ERROR = 400;
  private static final long TICK_MILLIS = 50;

  /**
   * @throws InterruptedUploadException when another try may succeed
   * @throws CommandException when the server refuses the bytes
   */
  void send(Path file, UploadTarget target, Progress progress) throws InterruptedUploadException {
    CompletableFuture<HttpResponse<byte[]>> answer = start(file, target, progress);
    HttpResponse<byte[]> response = watch(answer, progress);
    if (response.statusCode() >= FIRST_ERROR) {
      CommandException refusal =
          RefusedRequestException.of(
              response.statusCode(), response.body(), HttpClients.origin(target.uploadUrl()));
      if (refusal.status() == ExitStatus.SYSTEM_ERROR) {
        throw new InterruptedUploadException(refusal.getMessage(), refusal);
      }
      throw refusal;
    }
  }

  private static CompletableFuture<HttpResponse<byte[]>> start(
      Path file, UploadTarget target, Progress progress) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.uploadUrl()).PUT(body(file, progress));
    target.headers().forEach(request::header);
    return HttpClients.to(target.uploadUrl())
        .sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  /** The length is always told: some stores take no other PUT. */
  private static BodyPublisher body(Path file, Progress progress) {
    long length;
    try {
      length = Files.size(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> counted(file, progress)), length);
  }

  private static InputStream counted(Path file, Progress progress) {
    try {
      return new CountingStream(Files.newInputStream(file), progress);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static HttpResponse<byte[]> watch(
      CompletableFuture<HttpResponse<byte[]>> answer, Progress progress)
      throws InterruptedUploadException {
    long lastMoved = -1;
    long lastMove = System.nanoTime();
    while (true) {
      try {
        return answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        progress.refresh();
        if (progress.moved() != lastMoved) {
          lastMoved = progress.moved();
          lastMove = System.nanoTime();
        } else if (System.nanoTime() - lastMove > STALLED.toNanos()) {
          answer.cancel(true);
          throw new InterruptedUploadException(
              "nothing moved for " + STALLED.toSeconds() + " s", null);
        }
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
