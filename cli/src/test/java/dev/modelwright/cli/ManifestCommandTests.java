package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ManifestCommandTests {

  private static final String MODEL_ID = "07b56951-3ce6-481a-bcb7-e76ee669e990";

  private final FakeGateway gateway = new FakeGateway();

  @TempDir private Path folder;
  private Path scoring;

  @BeforeEach
  void writeScoringFile() throws IOException {
    scoring = file("scoring.py", "def init(): pass");
  }

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void createsTheReferenceDocumentsManifest() throws IOException {
    Path conda = file("myconda.yml", "name: housing");

    CommandRun run =
        create("-i", MODEL_ID, "-f", scoring.toString(), "-c", conda.toString(), "-r", "spark-py");

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode body = gateway.call("POST /manifests").json();
    assertThat(body.get("name").asString()).isEqualTo("housing");
    assertThat(body.get("driverProgram").asString()).isEqualTo("driver");
    assertThat(body.get("modelType").asString()).isEqualTo("Registered");
    assertThat(body.get("modelIds")).hasToString("[\"" + MODEL_ID + "\"]");
    JsonNode driver = body.get("assets").get(0);
    assertThat(driver.get("id").asString()).isEqualTo("driver");
    assertThat(driver.get("mimeType").asString()).isEqualTo("application/x-python");
    assertThat(driver.get("url").asString()).endsWith("/scoring.py");
    assertThat(driver.get("unpack").asBoolean()).isFalse();
    JsonNode runtime = body.get("targetRuntime");
    assertThat(runtime.get("runtimeType").asString()).isEqualTo("SparkPython");
    String condaUrl = runtime.get("properties").get("condaEnvFile").asString();
    assertThat(gateway.artifact(condaUrl)).asString().isEqualTo("name: housing");
    assertThat(run.out().lines())
        .contains("Successfully created manifest")
        .anyMatch(line -> line.startsWith("More details: 'modelwright manifest show -i "));
  }

  @Test
  void bringsModelsAndDependenciesAlong() throws IOException {
    Path model = file("diabetes.pkl", "bytes");
    Path requirements = file("requirements.txt", "scikit-learn");
    Path schema = file("schema.json", "{}");
    Path helpers = Files.createDirectories(folder.resolve("helpers"));
    Files.writeString(helpers.resolve("text.py"), "");

    CommandRun run =
        create(
            "-m",
            model.toString(),
            "-f",
            scoring.toString(),
            "-p",
            requirements.toString(),
            "-d",
            helpers.toString(),
            "-s",
            schema.toString(),
            "-r",
            "python",
            "--manifest-description",
            "mine");

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode registered = gateway.call("POST /models").json();
    assertThat(registered.get("name").asString()).isEqualTo("diabetes.pkl");
    JsonNode body = gateway.call("POST /manifests").json();
    assertThat(body.get("modelIds").size()).isEqualTo(1);
    assertThat(body.get("description").asString()).isEqualTo("mine");
    assertThat(body.get("assets").valueStream().map(asset -> asset.get("id").asString()))
        .containsExactly("driver", "helpers", "schema.json");
    assertThat(body.get("assets").get(1).get("unpack").asBoolean()).isTrue();
    assertThat(body.get("targetRuntime").get("properties").has("pipRequirements")).isTrue();
    assertThat(run.out()).contains("Registered model diabetes.pkl version 1");
  }

  @Test
  void saysThatThereIsNoModelAndGoesOn() {
    CommandRun run = create("-f", scoring.toString(), "-r", "python");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("No model was given");
    assertThat(gateway.call("POST /manifests").json().get("modelIds").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "spark-py,SparkPython",
    "python,Python",
    "python-slim,PythonSlim",
    "Python-Slim,PythonSlim"
  })
  void knowsTheRuntimesByTheirTypedNames(String typed, String runtimeType) {
    create("-f", scoring.toString(), "-r", typed);

    assertThat(
            gateway
                .call("POST /manifests")
                .json()
                .get("targetRuntime")
                .get("runtimeType")
                .asString())
        .isEqualTo(runtimeType);
  }

  @Test
  void refusesAnUnknownRuntime() {
    refused(create("-f", scoring.toString(), "-r", "cntk-py"))
        .contains("Cannot use runtime 'cntk-py'", "spark-py, python, python-slim");
  }

  @Test
  void refusesADriverThatIsNoPythonFile() throws IOException {
    refused(create("-f", file("scoring.txt", "").toString(), "-r", "python"))
        .contains("does not end in .py");
  }

  @Test
  void refusesADriverThatIsAFolder() {
    refused(create("-f", folder.toString(), "-r", "python")).contains("it is a folder");
  }

  @Test
  void refusesAMissingDriver() {
    refused(create("-f", folder.resolve("score.py").toString(), "-r", "python"))
        .contains("Cannot find scoring file", "score.py");
  }

  @Test
  void namesTheOptionThatIsMissing() {
    refused(create("-f", scoring.toString())).contains("-r is missing", "spark-py");
    refused(create("-r", "python")).contains("-f is missing");
  }

  @Test
  void refusesAModelIdThatIsNone() {
    refused(create("-i", "housing.model", "-f", scoring.toString(), "-r", "python"))
        .contains("Cannot use model id 'housing.model'", "modelwright model list");
  }

  @Test
  void refusesTwoFilesOfOneName() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    Path other = file("other/scoring.py", "");

    refused(create("-f", scoring.toString(), "-d", other.toString(), "-r", "python"))
        .contains("two of its files are called 'scoring.py'");
  }

  @Test
  void listsAndShowsManifests() {
    String manifest =
        """
        {"id": "c510e688-60cc-43fb-bfe1-491a97374c6a", "name": "housing", "version": 1,
         "CreatedTime": "2026-11-26T13:00:00Z", "description": null, "modelIds": ["1", "2"],
         "targetRuntime": {"runtimeType": "SparkPython"}}\
        """;
    gateway
        .answering("GET /manifests", Answer.of(200, "{\"value\": [" + manifest + "]}"))
        .answering("GET /manifests/c510e688-60cc-43fb-bfe1-491a97374c6a", Answer.of(200, manifest));

    assertThat(CommandRun.of(gateway, "manifest", "list").json().get(0).get("name").asString())
        .isEqualTo("housing");
    assertThat(
            CommandRun.of(
                    gateway,
                    "manifest",
                    "show",
                    "-i",
                    "c510e688-60cc-43fb-bfe1-491a97374c6a",
                    "-o",
                    "tsv")
                .out()
                .strip())
        .isEqualTo(
            "housing\t1\tc510e688-60cc-43fb-bfe1-491a97374c6a\t2026-11-26T13:00:00Z\t\tSparkPython\t1, 2");
  }

  private AbstractStringAssert<?> refused(CommandRun run) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(gateway.calls()).isEmpty();
    return assertThat(run.err());
  }

  private CommandRun create(String... more) {
    List<String> arguments = new ArrayList<>(List.of("manifest", "create", "-n", "housing"));
    arguments.addAll(List.of(more));
    return CommandRun.of(gateway, arguments.toArray(String[]::new));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
