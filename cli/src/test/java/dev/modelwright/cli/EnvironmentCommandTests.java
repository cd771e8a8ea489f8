package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentCommandTests {

  private static final String GROUP =
      "/subscriptions/local/resourceGroups/housing/providers/Microsoft.MachineLearningCompute/operationalizationClusters";
  private static final String PROD = GROUP + "/prod";

  private final FakeGateway gateway = new FakeGateway();

  @TempDir private Path home;

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void setsUpAnEnvironmentAsTheReferenceDocumentShows() {
    String inUsualGroup = GROUP.replace("housing", "testrg") + "/test";
    gateway.answering("PUT " + inUsualGroup, Answer.of(201, environment(inUsualGroup, "test")));

    CommandRun run = env("setup -c --cluster-name test --location eastus");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.call("PUT " + inUsualGroup).query())
        .isEqualTo("api-version=2017-08-01-preview");
    assertThat(gateway.call("PUT " + inUsualGroup).json())
        .hasToString("{\"location\":\"eastus\",\"properties\":{\"clusterType\":\"Local\"}}");
    assertThat(run.out())
        .contains("Environment test is set up.", "modelwright env set -n test -g testrg");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void tellsTheServerWhereImagesGoAndReadsThePasswordFromAFile() throws IOException {
    Path password = Files.writeString(home.resolve("password"), "geheim\n");
    gateway.answering("PUT " + PROD, Answer.of(201, environment(PROD, "prod")));

    CommandRun run =
        env(
            "setup -n prod -g housing -l here -r registry.example.org --acr-username builder --acr-password-file "
                + password
                + " --repository-prefix prices --memory 4GB --cpus 2 --build-timeout 30m --runtime Python=python-3.12 --artifact-store team -t {\"a\":\"b\"} -d mine");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(gateway.call("PUT " + PROD).json())
        .hasToString(
            "{\"location\":\"here\",\"tags\":{\"a\":\"b\"},\"properties\":{\"clusterType\":\"Local\",\"description\":\"mine\","
                + "\"containerRegistry\":{\"url\":\"https://registry.example.org\",\"repositoryPrefix\":\"prices\",\"username\":\"builder\",\"password\":\"geheim\"},"
                + "\"limits\":{\"memory\":\"4GB\",\"cpus\":2.0,\"timeout\":\"30m\"},\"runtimes\":{\"Python\":\"python-3.12\"},\"artifactStore\":\"team\"}}");
  }

  @Test
  void takesTheOptionsOfTheOriginalsClusterAndSaysThatTheyChangeNothing() {
    gateway.answering("PUT " + PROD, Answer.of(201, environment(PROD, "prod")));

    CommandRun run =
        env("setup -n prod -g housing -l here -c -y -z 3 -m 1 -a app -p secret -s /storage");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("Not used: -z, -m, -a, -p, -s").doesNotContain("secret");
  }

  @Test
  void imagesGoToTheEnvironmentThatIsSet() {
    gateway.answering("GET " + PROD, Answer.of(200, environment(PROD, "prod")));

    assertThat(env("set --cluster-name prod -g housing").status()).isZero();
    createImage();

    assertThat(gateway.call("POST /images").json().get("computeResourceId").asString())
        .isEqualTo(PROD);
  }

  @Test
  void filesGoToTheEnvironmentThatIsSet() throws IOException {
    gateway.answering("GET " + PROD, Answer.of(200, environment(PROD, "prod")));
    env("set -n prod -g housing");

    registerModel();

    assertThat(gateway.call("POST /uploads").json().get("computeResourceId").asString())
        .isEqualTo(PROD);
  }

  @Test
  void imagesAndFilesNameNoEnvironmentWhenNoneIsSet() throws IOException {
    createImage();
    registerModel();

    assertThat(gateway.call("POST /images").json().has("computeResourceId")).isFalse();
    assertThat(gateway.call("POST /uploads").json().has("computeResourceId")).isFalse();
  }

  @Test
  void refusesAnEnvironmentThatIsNotReady() {
    gateway.answering(
        "GET " + PROD, Answer.of(200, environment(PROD, "prod").replace("Succeeded", "Failed")));

    CommandRun run = env("set -n prod -g housing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("environment 'prod'", "Failed");
  }

  @Test
  void showsAndListsEnvironments() {
    gateway.answering("GET " + PROD, Answer.of(200, environment(PROD, "prod")));
    gateway.answering(
        "GET " + GROUP, Answer.of(200, "{\"value\": [" + environment(PROD, "prod") + "]}"));

    assertThat(env("show -n prod -g housing").json().get("name").asString()).isEqualTo("prod");
    assertThat(env("list -g housing -o table").out().lines())
        .containsExactly(
            "Name  Resource_Group  Location  State      Container_Registry    Created_On",
            "----  --------------  --------  ---------  --------------------  --------------------",
            "prod  housing         here      Succeeded  registry.example.org  2026-11-26T13:00:00Z");
  }

  @Test
  void showsTheCredentialsOfTheEnvironment() {
    gateway.answering(
        "POST " + PROD + "/listKeys",
        Answer.of(
            200,
            "{\"containerRegistry\": {\"loginServer\": \"r\", \"username\": \"u\", \"password\": \"p\"}}"));

    CommandRun run = env("get-credentials -n prod -g housing -o tsv");

    assertThat(run.out()).isEqualToNormalizingNewlines("r\tu\tp\n");
    assertThat(gateway.call("POST " + PROD + "/listKeys").body()).isEmpty();
  }

  @Test
  void deletedEnvironmentIsActiveNoLonger() {
    gateway.answering("GET " + PROD, Answer.of(200, environment(PROD, "prod")));
    gateway.answering("DELETE " + PROD, Answer.of(202, ""));
    env("set -n prod -g housing");

    assertThat(env("delete -n PROD -g housing").status()).isEqualTo(1);
    assertThat(env("delete -n prod -g housing").status()).isZero();
    createImage();

    assertThat(gateway.call("POST /images").json().has("computeResourceId")).isFalse();
  }

  @Test
  void switchesTheExecutionMode() throws IOException {
    assertThat(env("cluster").out()).contains("cluster");
    assertThat(home.resolve("cli.json")).content().contains("cluster");
    assertThat(env("local").out()).contains("local");
    assertThat(home.resolve("cli.json")).content().doesNotContain("cluster");
  }

  @ParameterizedTest
  @CsvSource({
    "setup -n prod, --location",
    "setup -l here, option -n is missing",
    "set -n prod, option -g is missing",
    "setup -n p -l here -r /subscriptions/s/x, Give the address itself",
    "setup -n p -l here --acr-password-file /nowhere, Give --acr-username",
    "setup -n p -l here --acr-username u --acr-password-file /nowhere/p, password file '/nowhere/p'",
    "setup -n p -l here --cpus two, --cpus",
    "setup -n p -l here --runtime Python, --runtime",
  })
  void refusesWhatCannotBe(String arguments, String words) {
    CommandRun run = env(arguments);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(words);
    assertThat(gateway.calls()).isEmpty();
  }

  private void createImage() {
    CommandRun run =
        CommandRun.in(
            home,
            gateway,
            "image",
            "create",
            "-n",
            "housing",
            "--manifest-id",
            "e6b50818-0dfe-4e75-a987-c2fb6dc61431",
            "--no-wait");
    assertThat(run.status()).as(run.err()).isZero();
  }

  private void registerModel() throws IOException {
    String file = Files.writeString(home.resolve("housing.model"), "bytes").toString();
    CommandRun run = CommandRun.in(home, gateway, "model", "register", "-m", file, "-n", "housing");
    assertThat(run.status()).as(run.err()).isZero();
  }

  private CommandRun env(String arguments) {
    return CommandRun.in(home, gateway, ("env " + arguments).split(" "));
  }

  private static String environment(String id, String name) {
    return """
    {"id": "%s", "name": "%s", "location": "here", "tags": {},
     "properties": {"provisioningState": "Succeeded", "clusterType": "Local",
                    "createdOn": "2026-11-26T13:00:00Z",
                    "containerRegistry": {"publicAddress": "registry.example.org"}}}\
    """
        .formatted(id, name);
  }
}
