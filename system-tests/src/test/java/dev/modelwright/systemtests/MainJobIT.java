package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.systemtests.SpanReceiver.Span;
import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.testsupport.TestProtectedContainerRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job with two of each service, each a process of its own. */
class MainJobIT {

  private static final String METRICS = "/actuator/prometheus";

  @TempDir static Path directory;

  private static SpanReceiver spans;
  private static ServiceProcesses services;
  private static Product product;

  @BeforeAll
  static void start() {
    spans = SpanReceiver.start();
    services =
        ServiceProcesses.startTwoOfEach(
            directory,
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                spans.endpoint().toString(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "500"));
    product = services.product();
  }

  @AfterAll
  static void stop() {
    services.close();
    spans.close();
    Docker.removeImagesOf(TestContainerRegistry.address());
    Docker.removeImagesOf(TestProtectedContainerRegistry.address());
  }

  @Test
  void turnsAFileAndAScriptIntoAnImageThatAnswers() throws Exception {
    JsonNode image =
        product.createImage("trivial-image", Samples.trivialManifest(product, "trivial"));

    assertThat(image.get("CreationState").asString())
        .as(() -> product.log(image.get("Id").asString()))
        .isEqualTo("Succeeded");
    try (RunningImage running = RunningImage.run(image.get("ImageLocation").asString())) {
      assertThat(running.score("{\"data\": [1, 2]}")).isEqualTo("[1.5, 2.5]");
    }
  }

  @Test
  void turnsAScikitLearnModelIntoAnImageThatPredicts() throws Exception {
    JsonNode image = product.createImage("diabetes-image", Samples.diabetesManifest(product));

    assertThat(image.get("CreationState").asString())
        .as(() -> product.log(image.get("Id").asString()))
        .isEqualTo("Succeeded");
    try (RunningImage running = RunningImage.run(image.get("ImageLocation").asString())) {
      String request = Files.readString(Repository.example("diabetes/sample.json"));
      JsonNode predictions = JsonMapper.shared().readTree(running.score(request));
      assertThat(predictions.valueStream().map(JsonNode::doubleValue))
          .hasSize(2)
          .allSatisfy(progression -> assertThat(progression).isBetween(25.0, 350.0));
    }
    for (List<String> way :
        List.of(
            List.of("--user", "12345"),
            List.of("--user", "12345", "--read-only"),
            List.of("--user", "12345", "--read-only", "--tmpfs", "/tmp"))) {
      try (RunningImage running =
          RunningImage.run(image.get("ImageLocation").asString(), way.toArray(String[]::new))) {
        String request = Files.readString(Repository.example("diabetes/sample.json"));
        assertThat(running.score(request)).as("run with %s", way).startsWith("[");
      }
    }
  }

  @Test
  void makesAnImageForAProgramThatKnowsOnlyKafka() throws Exception {
    assertThat(Repository.example("events/make_image.py").toFile())
        .satisfies(file -> assertThat(Files.readAllLines(file.toPath())).hasSizeLessThan(60));
    assertMakesAnImage(
        "by-python",
        Repository.python().toString(),
        Repository.example("events/make_image.py").toString());
  }

  @Test
  void makesAnImageForTheConsoleToolsOfKafka() throws Exception {
    assertMakesAnImage("by-console", Repository.example("events/make-image").toString());
  }

  private static void assertMakesAnImage(String name, String... program) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(TestKafka.bootstrapServers(), name));
    command.addAll(Samples.trivialUrls(product));
    Path output = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("KAFKA_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

    int status = builder.start().waitFor();

    String text = Files.readString(output);
    assertThat(status).as(text).isZero();
    assertThat(text).contains("ModelRegistered", "ManifestCreated", "ImageSucceeded");
    try (RunningImage running = RunningImage.run(text.lines().toList().getLast())) {
      assertThat(running.score("{\"data\": [1, 2]}")).isEqualTo("[1.5, 2.5]");
    }
  }

  @Test
  void cancelsABuildWithinSecondsAndThenLetsEverythingBeDeleted() {
    String manifest = Samples.slowManifest(product, "slow");
    String id = product.orderImage("slow-image", manifest);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> !Docker.containersOf(id).isEmpty());
    assertThat(product.delete("/images/" + id).statusCode()).isEqualTo(409);

    assertThat(product.cancel(id).get("CreationState").asString()).isEqualTo("Cancelled");

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Docker.containersOf(id).isEmpty());
    assertThat(product.operation(id).get("state").asString()).isEqualTo("Cancelled");
    assertThat(product.operation(id).at("/error/statusCode").intValue()).isEqualTo(409);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> product.log(id).contains("Cancelled"));
    assertThat(product.image(id).get("CreationState").asString()).isEqualTo("Cancelled");

    String model = product.image(id).at("/Manifest/modelIds/0").asString();
    assertThat(product.delete("/models/" + model).body()).contains("slow:1", manifest);
    assertThat(product.delete("/manifests/" + manifest).body()).contains("slow-image:1", id);
    for (String path : List.of("/images/" + id, "/manifests/" + manifest, "/models/" + model)) {
      assertThat(product.delete(path).statusCode()).as(path).isEqualTo(200);
      assertThat(product.delete(path).statusCode()).as(path).isEqualTo(204);
    }
  }

  @Test
  void sendsTheImagesOfAnAccountToItsEnvironment() throws Exception {
    JsonNode environment =
        product.put(
            "/environments/protected",
            """
            {"properties": {"containerRegistry": {"url": "%s", "repositoryPrefix": "team/images",
             "username": "%s", "password": "%s"}}}
            """
                .formatted(
                    TestProtectedContainerRegistry.url(),
                    TestProtectedContainerRegistry.USERNAME,
                    TestProtectedContainerRegistry.PASSWORD));
    product.put(
        "/accounts/team",
        "{\"properties\": {\"defaultEnvironment\": \"%s\"}}"
            .formatted(environment.get("id").asString()));
    Product team = product.ofAccount("team");

    JsonNode image = team.createImage("team-image", Samples.trivialManifest(team, "trivial"));

    assertThat(image.get("CreationState").asString())
        .as(() -> team.log(image.get("Id").asString()))
        .isEqualTo("Succeeded");
    assertThat(image.get("ComputeResourceId")).isEqualTo(environment.get("id"));
    assertThat(image.get("ImageLocation").asString())
        .startsWith(TestProtectedContainerRegistry.address() + "/team/images/")
        .endsWith("/team-image:1");
    assertThat(product.get("/images/" + image.get("Id").asString()).statusCode()).isEqualTo(404);
    // The verification has pulled it by digest; without the password nobody pulls it by tag.
    String location =
        image
            .get("ImageLocation")
            .asString()
            .replaceFirst(":1$", "@" + image.get("Digest").asString());
    try (RunningImage running = RunningImage.run(location)) {
      assertThat(running.score("{\"data\": [1, 2]}")).isEqualTo("[1.5, 2.5]");
    }
  }

  @Test
  void showsTheImageTheOperationAndTheLogOfABuild() {
    String id = product.orderImage("shown-image", Samples.trivialManifest(product, "shown"));
    JsonNode image = product.awaitEnd(id);

    assertThat(image.get("Version").intValue()).isEqualTo(1);
    assertThat(image.get("ImageLocation").asString()).endsWith("/shown-image:1");
    assertThat(image.get("Manifest").get("name").asString()).isEqualTo("shown");
    assertThat(product.operation(id).get("state").asString()).isEqualTo("Succeeded");
    assertThat(product.log(id)).contains("shown-image:1");
  }

  @Test
  void keepsItsRulesWithTwoOfEach() throws Exception {
    List<Product> gateways = List.of(services.product(), services.other());
    String url = product.upload("weights.txt", new byte[] {1});
    Map<String, Set<Integer>> versions = new ConcurrentHashMap<>();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 8; client++) {
      Product one = gateways.get(client % 2);
      Product other = gateways.get((client + 1) % 2);
      String name = "contended-" + client % 3;
      clients.add(() -> {
        for (int i = 0; i < 15; i++) {
          JsonNode read = other.model(one.registerModel(name, url, false));
          assertThat(
                  versions
                      .computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet())
                      .add(read.get("version").intValue()))
              .isTrue();
        }
        return null;
      });
    }
    String manifest = Samples.trivialManifest(product, "waited-for");
    for (Product gateway : gateways) {
      clients.add(() -> {
        JsonNode image = gateway.waitForImage("waited-for", manifest);
        assertThat(image.get("CreationState").asString()).isEqualTo("Succeeded");
        return null;
      });
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(clients)) {
        done.get();
      }
    }

    assertThat(versions)
        .hasSize(3)
        .allSatisfy((_, given) ->
            assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                    IntStream.rangeClosed(1, given.size()).boxed().toList()));
    JsonNode images =
        JsonMapper.shared().readTree(product.get("/images?name=waited-for").body()).get("value");
    assertThat(images.valueStream().map(image -> image.get("Version").intValue()))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void followsARequestThroughAllProcesses() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    String manifest = Samples.trivialManifest(product, "traced");

    String id = product.inTrace(trace).orderImage("traced-image", manifest);
    product.awaitEnd(id);

    assertThat(ImageFacts.traces(id, Map.of("bootstrap.servers", TestKafka.bootstrapServers())))
        .containsKeys("ImageQueued", "ImageBuildStarted", "ImageSucceeded")
        .allSatisfy((_, parent) -> assertThat(parent).contains(trace));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(spans.of(trace))
                .contains(
                    new Span("gateway", "POST /images", trace),
                    new Span("gateway", "image-requests send", trace),
                    new Span("manifest-service", "image-requests process", trace),
                    new Span("manifest-service", "image-builds send", trace),
                    new Span("image-builder-worker", "image-builds process", trace),
                    new Span("image-builder-worker", "environment", trace),
                    new Span("image-builder-worker", "publication", trace),
                    new Span("manifest-service", "images process", trace)));
    assertThat(services.processes().values())
        .filteredOn(process -> process.output().contains(trace))
        .extracting(JavaProcess::module)
        .contains("gateway", "manifest-service", "image-builder-worker");
  }

  @Test
  void showsItsMetricsToPrometheus() {
    product.createImage("metered-image", Samples.trivialManifest(product, "metered"));
    Map<String, String> metrics = new HashMap<>();
    services
        .processes()
        .forEach((url, process) ->
            metrics.merge(process.module(), metrics(process, url), String::concat));

    assertThat(metrics.get("manifest-service"))
        .contains(
            "modelwright_builds_unfinished",
            "modelwright_builds_waiting",
            "modelwright_builds_oldest_waiting_seconds",
            "modelwright_requests_total{request=\"image\",result=\"accepted\"}");
    assertThat(metrics.get("registry-service"))
        .contains("modelwright_requests_total{request=\"model\",result=\"accepted\"}");
    assertThat(metrics.get("image-builder-worker"))
        .contains(
            "modelwright_builds_running",
            "modelwright_builds_slots",
            "modelwright_builds_duration_seconds_count{reason=\"none\",result=\"succeeded\"}",
            "modelwright_builds_phase_duration_seconds_sum{phase=\"verification\"");
    assertThat(metrics.get("gateway")).contains("http_server_requests_seconds_count");
  }

  /** The gateway wants a token; the others are no service to clients, and are not to be reached. */
  private static String metrics(JavaProcess process, URI url) {
    if (!process.module().equals("gateway")) {
      return Product.read(url.resolve(METRICS));
    }
    assertThat(product.withToken("none").get(METRICS).statusCode()).isEqualTo(401);
    return product.get(METRICS).body();
  }
}
