package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One PUT of one file to a signed address, watched while it goes on. */
final class FilePut {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STALLED = Duration.ofMinutes(2);
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final long TICK_MILLIS = 50;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * @throws InterruptedUploadException when another try may succeed
   * @throws CommandException when the server refuses the bytes
   */
  void send(Path file, UploadTarget target, Progress progress) throws InterruptedUploadException {
    CompletableFuture<HttpResponse<String>> answer = start(file, target, progress);
    HttpResponse<String> response = watch(answer, progress);
    if (response.statusCode() >= FIRST_SERVER_ERROR) {
      throw new InterruptedUploadException("the server answered " + response.statusCode(), null);
    }
    if (response.statusCode() >= FIRST_ERROR) {
      throw CommandException.userError(
          "Cannot upload '%s': the server answered %d: %s"
              .formatted(file.getFileName(), response.statusCode(), response.body().strip()));
    }
  }

  private CompletableFuture<HttpResponse<String>> start(
      Path file, UploadTarget target, Progress progress) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.uploadUrl()).PUT(body(file, progress));
    target.headers().forEach(request::header);
    return http.sendAsync(request.build(), BodyHandlers.ofString());
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

  private static HttpResponse<String> watch(
      CompletableFuture<HttpResponse<String>> answer, Progress progress)
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
