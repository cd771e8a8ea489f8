package dev.modelwright.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.embedded.ContainerRegistryServer;
import dev.modelwright.embedded.ContainerRegistryServer.FirstPort;
import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.testsupport.SmallDisk;
import dev.modelwright.testsupport.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What machines do to the product: parts come late and restart, disks are full, and no two clocks
 * show the same time. One start for all tests; the first one brings the engine and the container
 * registry.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** Five minutes are between those that call each other. */
  private static final Map<String, String> CLOCKS =
      Map.of("manifest-service", "+5m", "image-builder-worker", "-5m");

  private static final LoopbackPort CONTAINER_REGISTRY = LoopbackPort.free();

  /** The last one first. */
  private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();

  @TempDir static Path directory;

  private static SmallDisk artifactDisk;
  private static SmallDisk imageDisk;
  private static SmallDisk kafkaDisk;
  private static KafkaProcess kafka;
  private static ServiceProcesses services;
  private static JavaProcess worker;
  private static Product product;

  @BeforeAll
  static void start() {
    artifactDisk = opened(SmallDisk.mount(directory.resolve("artifact-disk"), 16));
    imageDisk = opened(SmallDisk.mount(directory.resolve("image-disk"), 256));
    kafkaDisk = opened(SmallDisk.mount(directory.resolve("kafka-disk"), 64));
    kafka = opened(KafkaProcess.start(kafkaDisk.directory(), directory));
    services = opened(ServiceProcesses.startWithoutWorkers(directory, FailuresIT::settings));
    product = services.product();
  }

  private static Map<String, String> settings(String module) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "MODELWRIGHT_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "MODELWRIGHT_ARTIFACTS_DIRECTORY",
                artifactDisk.directory().toString(),
                "MODELWRIGHT_CONTAINER_REGISTRY_URL",
                "http://" + CONTAINER_REGISTRY.address(),
                "MODELWRIGHT_CONTAINER_REGISTRY_PUBLIC_ADDRESS",
                CONTAINER_REGISTRY.address(),
                "MODELWRIGHT_DOCKER_HOST",
                "unix://" + engine(),
                "MODELWRIGHT_WORKER_SLOTS",
                "5",
                "MODELWRIGHT_WORKER_RETRY_LIMIT",
                "2"));
    if (CLOCKS.containsKey(module)) {
      settings.putAll(
          Map.of(
              "LD_PRELOAD",
              Repository.faketime().toString(),
              "FAKETIME",
              CLOCKS.get(module),
              "FAKETIME_DONT_FAKE_MONOTONIC",
              "1",
              "FAKETIME_FORCE_MONOTONIC_FIX",
              "0",
              "NO_FAKE_STAT",
              "1"));
    }
    return settings;
  }

  private static <T extends AutoCloseable> T opened(T part) {
    OPENED.push(part);
    return part;
  }

  private static Path engine() {
    return directory.resolve("engine.sock");
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part : OPENED) {
      part.close();
    }
    Docker.removeImagesOf(CONTAINER_REGISTRY.address());
  }

  @Test
  @Order(1)
  void makesWhatWasOrderedBeforeTheEngineAndTheContainerRegistryCame() throws Exception {
    worker = services.startWorker();
    List<String> images = order("early", 2);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> worker.output().contains("No builds are taken: Cannot reach the engine"));
    assertThat(images)
        .allSatisfy(image ->
            assertThat(product.image(image).get("CreationState").asString())
                .isEqualTo("NotStarted"));

    Files.createSymbolicLink(engine(), Path.of(TestEngine.host().getPath()));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(product.log(images.getFirst()))
                .contains("container registry '%s'".formatted(CONTAINER_REGISTRY.address())));
    Path folder = imageDisk.directory();
    Files.writeString(folder.resolve("port"), CONTAINER_REGISTRY.toString());
    opened(
        ContainerRegistryServer.start(folder, ContainerRegistryServer.executable(), FirstPort.ANY));

    assertSucceededOnce(images);
  }

  @Test
  @Order(2)
  void endsTenImagesOnceWhenKafkaIsKilledAndComesBack() {
    List<String> images = order("restarted", 10);
    Awaitility.await()
        .atMost(SOON)
        .until(() ->
            product.image(images.getFirst()).get("CreationState").asString().equals("Running"));

    kafka.close();
    kafka.start();

    assertSucceededOnce(images);
  }

  @Test
  @Order(3)
  void worksWhereClocksAreMinutesApart() throws Exception {
    Map<String, Instant> times = new HashMap<>();
    services.processes().forEach((url, process) -> times.put(process.module(), Product.time(url)));

    assertThat(Duration.between(times.get("gateway"), times.get("manifest-service")))
        .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(310));
    assertThat(Duration.between(times.get("gateway"), times.get("image-builder-worker")))
        .isBetween(Duration.ofSeconds(-310), Duration.ofSeconds(-290));
    assertSucceededOnce(order("skewed", 1));
  }

  @Test
  @Order(3)
  void refusesWhatTheDiskOfTheArtifactStoreHasNoRoomForUntilItHas() throws Exception {
    String manifest = Samples.trivialManifest(product, "stored");
    String known = product.upload("file", new byte[] {1});
    JsonNode place = product.place("weights");
    Set<Path> files = files(artifactDisk);

    artifactDisk.fill();
    assertRefused(product.put(place, new byte[100_000]), 507, "disk of the artifact store is full");
    assertRefused(register("unstored", known), 507, "disk of the artifact store is full");
    String image = product.orderImage("stored-image", manifest);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> worker.output().contains("Cannot begin the build of image " + image));
    artifactDisk.makeRoom();

    assertThat(files(artifactDisk)).isEqualTo(files);
    assertThat(product.put(place, new byte[100_000]).statusCode()).isEqualTo(201);
    assertThat(register("unstored", known).statusCode()).isEqualTo(200);
    assertSucceededOnce(List.of(image));
  }

  @Test
  @Order(3)
  void failsWithTheCauseWhenTheDiskOfTheContainerRegistryIsFull() throws Exception {
    String model =
        product.registerModel("pushed", product.upload("bias.txt", "0.25".getBytes(UTF_8)), false);
    String manifest = Samples.trivialManifest(product, "pushed", model);
    Set<Path> blobs = blobs();

    imageDisk.fill();
    JsonNode failed = product.createImage("pushed-image", manifest);
    imageDisk.makeRoom();

    assertThat(failed.get("CreationState").asString()).isEqualTo("Failed");
    assertThat(failed.at("/Error/message").asString()).contains("no space left on device");
    assertThat(blobs()).isEqualTo(blobs);
    assertSucceededOnce(List.of(product.orderImage("pushed-image", manifest)));
  }

  @Test
  @Order(4)
  void refusesRequestsWhenTheDiskOfKafkaIsFullAndTakesThemWhenItHasRoom() throws Exception {
    String known = product.upload("file", new byte[] {1});
    String before = product.registerModel("before", known, false);

    kafkaDisk.fill();
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertRefused(register("unsent", known), 503, "Kafka"));
    kafkaDisk.makeRoom();
    Awaitility.await().atMost(SOON).until(() -> !kafka.isAlive());
    kafka.start();

    assertThat(product.model(before).get("version").intValue()).isEqualTo(1);
    Awaitility.await().atMost(SOON).until(() -> register("sent", known).statusCode() == 200);
    assertSucceededOnce(order("sent", 1));
  }

  private static List<String> order(String name, int count) {
    String manifest = Samples.trivialManifest(product, name);
    return IntStream.range(0, count)
        .mapToObj(number -> product.orderImage(name + "-" + number, manifest))
        .toList();
  }

  private static void assertSucceededOnce(List<String> images) {
    for (String image : images) {
      assertThat(product.awaitEnd(image).get("CreationState").asString())
          .as(() -> product.log(image))
          .isEqualTo("Succeeded");
    }
    Map<String, Object> broker = Map.of("bootstrap.servers", kafka.bootstrapServers());
    for (String image : images) {
      assertThat(ImageFacts.of(image, broker))
          .containsOnlyOnce("dev.modelwright.ImageSucceeded.v1")
          .doesNotContain("dev.modelwright.ImageFailed.v1");
    }
  }

  private static HttpResponse<String> register(String name, String url) {
    return product.post(
        "/models",
        "{\"name\": \"%s\", \"url\": \"%s\", \"mimeType\": \"application/octet-stream\"}"
            .formatted(name, url));
  }

  private static void assertRefused(HttpResponse<String> response, int status, String cause) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(cause);
  }

  /** Without the notes that distribution leaves of uploads for some days. */
  private static Set<Path> blobs() throws IOException {
    return files(imageDisk).stream()
        .filter(file -> file.endsWith("data"))
        .collect(Collectors.toSet());
  }

  private static Set<Path> files(SmallDisk disk) throws IOException {
    try (Stream<Path> files = Files.walk(disk.directory())) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }
}
