package dev.modelwright.benchmarks;

import dev.modelwright.embedded.EmbeddedKafka;
import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.embedded.MongoServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Gateways and registry-services as processes of their own, each gateway with a registry-service
 * that it reads from; broker and database are shared.
 */
final class Deployment implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final MongoServer mongo;
  private final String secret = UUID.randomUUID().toString();
  private final List<Process> processes = new ArrayList<>();
  private final List<URI> gateways = new ArrayList<>();

  private Deployment(Path folder, EmbeddedKafka kafka, MongoServer mongo) {
    this.folder = folder;
    this.kafka = kafka;
    this.mongo = mongo;
  }

  /** Broker and database only. */
  static Deployment start(Path folder) {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    MongoServer mongo = MongoServer.start(folder.resolve("mongod"), MongoServer.executable());
    return new Deployment(folder, kafka, mongo);
  }

  /** One gateway and one registry-service more; returns when they are ready. */
  void grow() throws IOException, InterruptedException {
    URI registryService = url(LoopbackPort.free());
    URI gateway = url(LoopbackPort.free());
    gateways.add(gateway);
    start("registry-service", registryService, Map.of());
    start(
        "gateway",
        gateway,
        Map.of(
            "MODELWRIGHT_REGISTRY_SERVICE_URL", registryService.toString(),
            "MODELWRIGHT_GATEWAY_PUBLIC_URL", gateways.getFirst().toString(),
            "MODELWRIGHT_IDENTITY_TOKEN_FILE", folder.resolve("token").toString()));
    awaitReady(registryService);
    awaitReady(gateway);
  }

  /** As a client of the gateway that was started first, second and so on. */
  Installation gateway(int number) throws IOException {
    return Installation.of(gateways.get(number), Files.readString(folder.resolve("token")).strip());
  }

  private void start(String module, URI address, Map<String, String> more) throws IOException {
    Path jar = Path.of(module, "target", module + "-application.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-jar",
            jar.toString());
    builder.environment().putAll(more);
    builder
        .environment()
        .putAll(
            Map.of(
                "SERVER_PORT", Integer.toString(address.getPort()),
                "MODELWRIGHT_TOKEN", secret,
                "MODELWRIGHT_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "MODELWRIGHT_MONGODB_URI", mongo.uri(""),
                "MODELWRIGHT_ARTIFACTS_DIRECTORY", folder.resolve("artifacts").toString(),
                "MODELWRIGHT_ARTIFACTS_PUBLIC_URL", gateways.getFirst().toString()));
    Path log = folder.resolve("%s-%d.log".formatted(module, address.getPort()));
    processes.add(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private static URI url(LoopbackPort port) {
    return URI.create("http://" + port.address());
  }

  private static void awaitReady(URI service) throws IOException, InterruptedException {
    HttpRequest readiness =
        HttpRequest.newBuilder(service.resolve("/actuator/health/readiness")).build();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!answers(http, readiness)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("%s does not become ready".formatted(service));
        }
        Thread.sleep(100);
      }
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException _) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    mongo.close();
    kafka.close();
  }
}
