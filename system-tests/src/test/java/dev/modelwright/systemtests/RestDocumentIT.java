package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The whole product does what its documents say, as a tool sees it that knows only those. */
class RestDocumentIT {

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final int BUDGET_SECONDS = 80;

  private static final LoopbackPort CONTAINER_REGISTRY = LoopbackPort.free();

  @TempDir static Path home;

  private static StandaloneProcess standalone;

  @BeforeAll
  static void start() throws IOException {
    Path folder = Files.createDirectories(home.resolve("container-registry"));
    Files.writeString(folder.resolve("port"), CONTAINER_REGISTRY.toString());
    standalone =
        StandaloneProcess.start(
            home,
            LoopbackPort.free(),
            Map.of(
                // Made-up hosts take no time to be found missing.
                "MODELWRIGHT_FETCH_CONNECT_TIMEOUT", "1s",
                "MODELWRIGHT_FETCH_IDLE_TIMEOUT", "2s",
                "MODELWRIGHT_EVENTS_HEARTBEAT", "1s"));
  }

  @AfterAll
  static void stop() {
    standalone.close();
    Docker.removeImagesOf(CONTAINER_REGISTRY.address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/swagger.json"})
  void documentsAreValidByTheirSpecifications(String path) throws Exception {
    Path document = home.resolve("document.json");
    Files.writeString(document, product().get(path).body());

    run(List.of(Repository.schemathesis("openapi-spec-validator").toString(), document.toString()));
  }

  @Test
  void doesWhatItsDocumentSaysWhateverIsSent() throws Exception {
    Path document = home.resolve("openapi.json");
    Files.writeString(document, withExamplesThatExist(product().get("/openapi.json").body()));

    run(
        List.of(
            Repository.schemathesis("schemathesis").toString(),
            "--config-file",
            Repository.file("system-tests/schemathesis.toml").toString(),
            "run",
            "--checks",
            "all",
            "--max-time",
            Integer.toString(BUDGET_SECONDS),
            "--url",
            standalone.url().toString(),
            document.toString()));
  }

  /** So that not only refusals are judged. */
  private static String withExamplesThatExist(String document) {
    String manifest = Samples.trivialManifest(product(), "seed");
    JsonNode image = product().createImage("seed", manifest);
    String model = image.at("/Manifest/modelIds/0").asString();
    String content = product().model(model).get("url").asString();
    String driver = image.at("/Manifest/assets/0/url").asString();
    String packages = product().upload("packages.txt", new byte[] {'\n'});
    return document
        .replace("07b56951-3ce6-481a-bcb7-e76ee669e990", model)
        .replace("c510e688-60cc-43fb-bfe1-491a97374c6a", manifest)
        .replace("e6b50818-0dfe-4e75-a987-c2fb6dc61431", image.get("Id").asString())
        .replace("https://store.example.org/housing.model.zip", content)
        .replace("https://store.example.org/scoring.py", driver)
        .replace("https://store.example.org/requirements.txt", packages);
  }

  private static Product product() {
    return standalone.product();
  }

  private static void run(List<String> command) throws Exception {
    Path output = home.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("MODELWRIGHT_TOKEN", standalone.token());
    builder.environment().put("NO_PROXY", "127.0.0.1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).as(() -> read(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
