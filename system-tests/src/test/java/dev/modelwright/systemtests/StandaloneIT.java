package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The product in one process, also when that process is killed. */
class StandaloneIT {

  /** Far below every time-out of a build, far above what a failure takes. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final LoopbackPort PORT = LoopbackPort.free();
  private static final LoopbackPort CONTAINER_REGISTRY = LoopbackPort.free();

  @TempDir static Path home;

  private static StandaloneProcess standalone;

  @BeforeAll
  static void start() throws IOException {
    giveTheContainerRegistryAPortOfItsOwn();
    standalone = StandaloneProcess.start(home, PORT);
  }

  @AfterAll
  static void stop() {
    standalone.close();
    Docker.removeImagesOf(CONTAINER_REGISTRY.address());
  }

  @Test
  void keepsItsTokenAndItsSecretToItsOwner() throws Exception {
    for (String file : List.of("token", "secret")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
          .isEqualTo("rw-------");
    }
    String secret = Files.readString(home.resolve("secret")).strip();
    assertThat(product().get("/models").statusCode()).isEqualTo(200);
    assertThat(product().withToken("wrong").get("/models").statusCode()).isEqualTo(401);
    assertThat(product().withToken(secret).get("/models").statusCode()).isEqualTo(401);
  }

  @Test
  void makesTheHousingImageOfTheReferenceDocument() throws Exception {
    JsonNode image = succeeded("housingmodel-image", Samples.housingManifest(product()));

    try (RunningImage running = RunningImage.run(image.get("ImageLocation").asString())) {
      assertThat(running.score(Files.readString(Repository.example("housing/sample.json"))))
          .contains("70054.4", "114978.15");
    }
  }

  @Test
  void finishesTheBuildThatAKillInterruptedOnce() {
    String manifest =
        Samples.manifestRequiring(product(), "interrupted", "scikit-learn\npandas\nmatplotlib\n");
    String image = product().orderImage("interrupted-image", manifest);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !Docker.containersOf(image).isEmpty());

    standalone.kill();
    standalone = StandaloneProcess.start(home, PORT);

    JsonNode ended = product().awaitEnd(image);
    assertThat(ended.get("CreationState").asString())
        .as(() -> product().log(image))
        .isEqualTo("Succeeded");
    assertThat(ImageFacts.of(image, Map.of("bootstrap.servers", standalone.kafka())))
        .containsOnlyOnce("dev.modelwright.ImageSucceeded.v1")
        .doesNotContain("dev.modelwright.ImageFailed.v1");
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(Docker.containersOf(image)).isEmpty());
  }

  @Test
  void remembersWhatItAnsweredWhenItIsKilledAndGoesOn() {
    String file = product().upload("file", new byte[] {1});
    String model = product().registerModel("durable", file, false);

    standalone.kill();
    standalone = StandaloneProcess.start(home, PORT);

    assertThat(product().model(model).get("name").asString()).isEqualTo("durable");
    String next = product().registerModel("durable", file, false);
    assertThat(product().model(next).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void addsNothingButATagForTheSecondImageOfAManifest() throws Exception {
    String manifest = Samples.trivialManifest(product(), "reused");
    JsonNode first = succeeded("first-image", manifest);
    Set<Path> blobs = blobs();

    JsonNode second = succeeded("second-image", manifest);

    assertThat(second.get("Digest").asString()).isEqualTo(first.get("Digest").asString());
    assertThat(second.get("ImageLocation").asString()).endsWith("/second-image:1");
    assertThat(blobs()).isEqualTo(blobs);
  }

  @Test
  void givesTheSameDigestOnAnEmptyContainerRegistry() throws Exception {
    String manifest = Samples.trivialManifest(product(), "same");
    JsonNode first = succeeded("same-image", manifest);

    standalone.close();
    deleteRecursively(home.resolve("container-registry/data"));
    standalone = StandaloneProcess.start(home, PORT);
    JsonNode second = succeeded("same-image", manifest);

    assertThat(second.get("Version").intValue()).isEqualTo(2);
    assertThat(second.get("Digest").asString()).isEqualTo(first.get("Digest").asString());
  }

  @Test
  void failsWithTheTracebackWhenInitRaises() {
    String manifest = Samples.brokenManifest(product(), "broken");
    Instant begin = Instant.now();

    JsonNode image = product().createImage("broken-image", manifest);

    assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
    assertThat(image.get("CreationState").asString()).isEqualTo("Failed");
    assertThat(image.get("Error").toString()).contains("ValueError: the model has no weights");
    assertThat(image.get("ImageLocation").isNull()).isTrue();
    assertThat(product().log(image.get("Id").asString()))
        .contains("Traceback (most recent call last)", "ValueError: the model has no weights");
  }

  @Test
  void failsWithTheResolversWordsWhenAPackageIsUnknown() {
    String name = "no-such-package-of-modelwright";
    String manifest = Samples.manifestRequiring(product(), "unknown", name + "\n");
    Instant begin = Instant.now();

    JsonNode image = product().createImage("unknown-image", manifest);

    assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
    assertThat(image.get("CreationState").asString()).isEqualTo("Failed");
    assertThat(image.get("Error").get("message").asString())
        .contains(name, "was not found in the package registry");
    assertThat(product().log(image.get("Id").asString())).contains(name);
  }

  /** The usual one names images of whoever uses the product on this machine. */
  private static void giveTheContainerRegistryAPortOfItsOwn() throws IOException {
    Path folder = Files.createDirectories(home.resolve("container-registry"));
    Files.writeString(folder.resolve("port"), CONTAINER_REGISTRY.toString());
  }

  /** What the container registry keeps, by digest. */
  private static Set<Path> blobs() throws IOException {
    Path folder = home.resolve("container-registry/data/docker/registry/v2/blobs/sha256");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(folder::relativize)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Product product() {
    return standalone.product();
  }

  private static JsonNode succeeded(String name, String manifest) {
    JsonNode image = product().createImage(name, manifest);
    assertThat(image.get("CreationState").asString())
        .as(() -> product().log(image.get("Id").asString()))
        .isEqualTo("Succeeded");
    return image;
  }
}
