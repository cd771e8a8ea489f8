package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.testsupport.TestContainerRegistry;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.testsupport.TestProtectedContainerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job with every service as a process of its own, and two workers. */
class MainJobIT {

  @TempDir static Path directory;

  private static ServiceProcesses services;
  private static Product product;

  @BeforeAll
  static void start() {
    services = ServiceProcesses.start(directory);
    product = services.product();
  }

  @AfterAll
  static void stop() {
    services.close();
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
}
