package dev.modelwright.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** MLflow's tracking server as it comes, on SQLite. */
final class MlflowServer implements AutoCloseable {

  private static final String API = "/api/2.0/mlflow/";
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final URI url;
  private final Installation client;

  private MlflowServer(Process process, URI url) {
    this.process = process;
    this.url = url;
    this.client = Installation.of(url, "none");
  }

  /**
   * @param program {@code mlflow} of a Python environment
   */
  static MlflowServer start(Path program, Path folder, int port)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toAbsolutePath().toString(),
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--backend-store-uri",
                "sqlite:///mlflow.db",
                "--default-artifact-root",
                folder.resolve("artifacts").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mlflow.log").toFile())
            .start();
    MlflowServer server = new MlflowServer(process, URI.create("http://127.0.0.1:" + port));
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        close();
        throw new IllegalStateException("MLflow's server does not start; see mlflow.log");
      }
      Thread.sleep(200);
    }
  }

  private boolean answers() throws IOException, InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(url.resolve("/health")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException _) {
      return false;
    }
  }

  /**
   * Creates a registered model; returns what creates its next version, by the same client as ours.
   */
  Registrar registrar() throws IOException {
    String name = "benchmark-" + UUID.randomUUID();
    Map<String, String> version = Map.of("name", name, "source", "s3://benchmark/model.pkl");
    client.post(API + "registered-models/create", Map.of("name", name));
    return () -> client.post(API + "model-versions/create", version);
  }

  /** Its workers are children of a parent that must end first. */
  @Override
  public void close() throws InterruptedException {
    http.close();
    client.close();
    var descendants = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
