package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelwrightTests {

  private static final Map<String, String> NOTHING_SET = Map.of("HOME", "/nowhere");

  @Test
  void helpNamesEveryGroupAndTheLauncherCommands() {
    CommandRun run = CommandRun.of(NOTHING_SET, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("account ", "env ", "model ", "manifest ", "image ", "events ", "completion ")
        .contains("up ", "down ", "status ", "logs ")
        .contains("MODELWRIGHT_URL", "MODELWRIGHT_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account",
        "account get-access-token",
        "ad",
        "ad sp",
        "ad sp create-for-rbac",
        "ad sp list",
        "ad sp delete",
        "ad sp credential reset",
        "ad user",
        "ad user create",
        "ad user list",
        "ad user update",
        "ad user delete",
        "login",
        "logout",
        "account modelmanagement",
        "account modelmanagement create",
        "account modelmanagement set",
        "account modelmanagement show",
        "account modelmanagement list",
        "account modelmanagement update",
        "account modelmanagement delete",
        "env",
        "env setup",
        "env set",
        "env show",
        "env list",
        "env delete",
        "env get-credentials",
        "env local",
        "env cluster",
        "events",
        "events tail",
        "completion",
        "model",
        "model register",
        "model list",
        "model show",
        "model delete",
        "manifest",
        "manifest delete",
        "image cancel",
        "image delete",
        "manifest create",
        "manifest list",
        "manifest show",
        "image",
        "image create",
        "image list",
        "image show",
        "image usage",
        "image logs",
        "up",
        "down",
        "status",
        "logs"
      })
  void helpOfEveryCommandShowsAnExample(String command) {
    CommandRun run = CommandRun.of(NOTHING_SET, (command + " --help").split(" "));

    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("Examples?:\\R +(\\./)?modelwright " + command);
  }

  @Test
  void noArgumentsAtAllShowTheHelpAsAnError() {
    CommandRun run = CommandRun.of(NOTHING_SET);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: modelwright");
  }

  @Test
  void groupAloneShowsItsCommands() {
    CommandRun run = CommandRun.of(NOTHING_SET, "image");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Usage: modelwright image", "create", "usage");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    CommandRun run = CommandRun.of(NOTHING_SET, "model", "lst");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("'lst'", "model list", "modelwright model --help");
  }

  @Test
  void missingOptionIsTheUsersError() {
    CommandRun run = CommandRun.of(NOTHING_SET, "model", "register", "-n", "housing");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("--model", "'modelwright model register --help'");
  }

  @Test
  void unknownOutputFormatIsTheUsersError() {
    CommandRun run = CommandRun.of(NOTHING_SET, "model", "list", "-o", "xml");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("JSON, JSONC, TABLE, TSV", "xml");
  }

  @Test
  void launcherCommandsSayWhoDoesThem() {
    CommandRun run = CommandRun.of(NOTHING_SET, "up");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("./modelwright up");
  }

  @Test
  void saysHowToStartTheServerWhenItIsAway() throws IOException {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + socket.getLocalPort();
    }

    CommandRun run =
        CommandRun.of(Map.of("MODELWRIGHT_URL", nobody, "MODELWRIGHT_TOKEN", "x"), "model", "list");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("Cannot reach the Modelwright server at " + nobody, "./modelwright up");
  }

  @Test
  void saysWhereItLookedForTheToken(@TempDir Path home) {
    CommandRun run = CommandRun.of(Map.of("MODELWRIGHT_HOME", home.toString()), "model", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "MODELWRIGHT_TOKEN is not set", home.resolve("token").toString(), "./modelwright up");
  }

  @Test
  void takesTheTokenFromTheServersHome(@TempDir Path home) throws IOException {
    Files.writeString(home.resolve("token"), FakeGateway.TOKEN + "\n");
    try (FakeGateway gateway = new FakeGateway()) {
      CommandRun run =
          CommandRun.of(
              Map.of(
                  "MODELWRIGHT_HOME", home.toString(), "MODELWRIGHT_URL", gateway.address() + "/"),
              "model",
              "list");

      assertThat(run.status()).isZero();
      assertThat(run.out().strip()).isEqualTo("[ ]");
    }
  }

  @Test
  void readsTheTokenAgainWhenItHasExpiredOnTheWay(@TempDir Path home) throws IOException {
    Path file = Files.writeString(home.resolve("token"), FakeGateway.TOKEN);
    Path model = Files.writeString(home.resolve("m.pkl"), "bytes");
    try (FakeGateway gateway = new FakeGateway()) {
      gateway.renewingToken(file, "the-next-token", "PUT /artifacts/uploads/1/m.pkl");

      CommandRun run =
          CommandRun.of(
              Map.of("MODELWRIGHT_HOME", home.toString(), "MODELWRIGHT_URL", gateway.address()),
              "model",
              "register",
              "-m",
              model.toString(),
              "-n",
              "m");

      assertThat(run.status()).as(run.err()).isZero();
      assertThat(gateway.calls("POST /models"))
          .extracting(call -> call.headers().get("Authorization"))
          .containsExactly("Bearer " + FakeGateway.TOKEN, "Bearer the-next-token");
    }
  }

  @Test
  void refusedTokenIsTheUsersError() {
    try (FakeGateway gateway = new FakeGateway()) {
      CommandRun run =
          CommandRun.of(
              Map.of("MODELWRIGHT_URL", gateway.address(), "MODELWRIGHT_TOKEN", "wrong"),
              "model",
              "list");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .contains("Cannot use the token from MODELWRIGHT_TOKEN", "refuses it", "./modelwright up")
          .doesNotContain("wrong");
    }
  }

  @Test
  void addressThatIsNoneIsTheUsersError() {
    CommandRun run =
        CommandRun.of(
            Map.of("MODELWRIGHT_URL", "localhost:8080", "MODELWRIGHT_TOKEN", "x"), "model", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("MODELWRIGHT_URL 'localhost:8080'", "http://127.0.0.1:8080");
  }

  @Test
  void serverThatIsNotOursIsASystemError() {
    try (FakeGateway gateway =
        new FakeGateway()
            .answering("GET /models", FakeGateway.Answer.of(200, "<html>hello</html>"))) {
      CommandRun run = CommandRun.of(gateway, "model", "list");

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("it is not JSON", "MODELWRIGHT_URL");
    }
  }

  @Test
  void waitsWhenTheServerIsBusyAndSendsTheSameKey(@TempDir Path folder) throws IOException {
    Path model = Files.writeString(folder.resolve("m.pkl"), "bytes");
    try (FakeGateway gateway =
        new FakeGateway()
            .answering(
                "POST /models",
                new FakeGateway.Answer(
                    503, Map.of("Retry-After", "0"), FakeGateway.problem(503, "Busy.")))) {
      CommandRun run =
          CommandRun.of(gateway, "model", "register", "-m", model.toString(), "-n", "m");

      assertThat(run.status()).isZero();
      assertThat(run.err()).contains("The server is busy");
      assertThat(gateway.calls("POST /models"))
          .hasSize(2)
          .extracting(call -> call.headers().get("Idempotency-key"))
          .doesNotContainNull()
          .containsOnly(gateway.calls("POST /models").getFirst().headers().get("Idempotency-key"));
    }
  }

  @Test
  void verboseTellsEveryCallButNoSecret(@TempDir Path folder) throws IOException {
    Path model = Files.writeString(folder.resolve("m.pkl"), "bytes");
    try (FakeGateway gateway = new FakeGateway()) {
      CommandRun run =
          CommandRun.of(gateway, "model", "register", "-m", model.toString(), "-n", "m", "--debug");

      assertThat(run.err())
          .contains("POST " + gateway.address() + "/models: 200 in", "\"unpack\":false")
          .doesNotContain(FakeGateway.TOKEN, "sig=secret");
    }
  }
}
