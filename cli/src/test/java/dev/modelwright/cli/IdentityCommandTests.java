package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTests {

  private static final String TOKEN_ROUTE = "POST /oauth2/token";
  private static final String PRINCIPALS_ROUTE = "POST /servicePrincipals";

  @TempDir Path home;

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void loginKeepsItsTokenForLaterCommands() throws IOException {
    gateway.answering(TOKEN_ROUTE, token(FakeGateway.TOKEN, 3600));

    CommandRun login = run("login", "--service-principal", "-u", "app", "-p", "s&cret");
    CommandRun list = run("model", "list");

    assertThat(login.status()).as(login.err()).isZero();
    assertThat(login.json().get("user").asString()).isEqualTo("app");
    assertThat(login.out()).doesNotContain("s&cret", FakeGateway.TOKEN);
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(new String(gateway.call(TOKEN_ROUTE).body(), StandardCharsets.UTF_8))
        .isEqualTo("grant_type=client_credentials&client_id=app&client_secret=s%26cret");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("login.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void logsAUserInOnAPageOfTheServerAndRenewsTheLogin() throws IOException {
    gateway.answering(
        "POST /oauth2/device_authorization",
        Answer.of(
            200,
            """
            {"device_code": "device", "user_code": "BCDF-GHJK", "verification_uri": "http://x/device",
             "verification_uri_complete": "http://x/device?user_code=BCDF-GHJK", "expires_in": 600, "interval": 0}
            """));
    gateway.answering(
        TOKEN_ROUTE,
        Answer.of(
            400,
            "{\"error\": \"authorization_pending\", \"message\": \"Cannot issue a token: wait.\"}"),
        userToken("old", "first", 240),
        userToken(FakeGateway.TOKEN, "second", 3600));

    CommandRun login = run("login");
    CommandRun list = run("model", "list");

    assertThat(login.status()).as(login.err()).isZero();
    assertThat(login.err())
        .contains("Open http://x/device?user_code=BCDF-GHJK", "type the code BCDF-GHJK");
    assertThat(login.json().get("user").asString()).isEqualTo("ada");
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(gateway.calls(TOKEN_ROUTE))
        .extracting(call -> new String(call.body(), StandardCharsets.UTF_8))
        .containsExactly(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=modelwright-cli&device_code=device",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=modelwright-cli&device_code=device",
            "grant_type=refresh_token&client_id=modelwright-cli&refresh_token=first");
    assertThat(Files.readString(home.resolve("login.json"))).contains("second");
  }

  private static Answer userToken(String token, String refresh, int seconds) {
    return Answer.of(
        200,
        """
        {"access_token": "%s", "refresh_token": "%s", "token_type": "Bearer", "expires_in": %d, "user": "ada"}
        """
            .formatted(token, refresh, seconds));
  }

  @Test
  void takesNoPasswordOfAUserOnTheCommandLine() {
    CommandRun run = run("login", "-u", "ada", "-p", "secret");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("a page of the server only", "--service-principal");
  }

  @Test
  void createsUsersWithAPasswordThatIsPrintedOnce() {
    gateway.answering(
        "POST /users",
        Answer.of(201, "{\"id\": \"1\", \"name\": \"ada\", \"password\": \"made\"}"));

    CommandRun run =
        CommandRun.of(
            gateway, "ad", "user", "create", "--user-principal-name", "ada", "--role", "reader");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("password").asString()).isEqualTo("made");
    assertThat(gateway.call("POST /users").json().get("roles").toString())
        .isEqualTo("[\"reader@local/modelwright/default\"]");
  }

  @Test
  void credentialResetPrintsTheNewSecretAsTheOriginalDoes() {
    gateway.answering(
        "POST /servicePrincipals/app/secret",
        Answer.of(200, "{\"id\": \"app\", \"displayName\": \"nightly\", \"secret\": \"mws_new\"}"));

    CommandRun run = CommandRun.of(gateway, "ad", "sp", "credential", "reset", "--id", "app");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().propertyNames()).containsExactly("appId", "password", "tenant");
    assertThat(run.json().get("password").asString()).isEqualTo("mws_new");
  }

  @Test
  void renewsATokenBeforeItEnds() {
    gateway.answering(TOKEN_ROUTE, token("old", 240), token(FakeGateway.TOKEN, 3600));
    run("login", "--service-principal", "-u", "app", "-p", "secret");

    assertThat(run("model", "list").status()).isZero();
    assertThat(run("model", "list").status()).isZero();

    assertThat(gateway.calls(TOKEN_ROUTE)).hasSize(2);
  }

  @Test
  void prefersTheLoginToTheFileOfAServerHere() throws IOException {
    Files.writeString(home.resolve("token"), "of-the-file");
    gateway.answering(TOKEN_ROUTE, token(FakeGateway.TOKEN, 3600));
    run("login", "--service-principal", "-u", "app", "-p", "secret");

    assertThat(run("model", "list").status()).isZero();
    run("logout");
    assertThat(run("account", "get-access-token").json().get("accessToken").asString())
        .isEqualTo("of-the-file");
  }

  @Test
  void refusedLoginIsTheUsersErrorAndKeepsNothing() {
    gateway.answering(
        TOKEN_ROUTE,
        Answer.of(
            401, FakeGateway.problem(401, "Cannot issue a token: there is no service principal.")));

    CommandRun run = run("login", "--service-principal", "-u", "app", "-p", "wrong");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("Cannot log in at " + gateway.address() + " as 'app'", "no service principal")
        .doesNotContain("wrong");
    assertThat(home.resolve("login.json")).doesNotExist();
  }

  @Test
  void logoutOfNothingSaysSo() {
    CommandRun run = run("logout");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("nothing was forgotten");
  }

  @Test
  void damagedLoginsAreTheUsersError() throws IOException {
    Files.writeString(home.resolve("login.json"), "{\"" + gateway.address() + "\": {}}");

    CommandRun run = run("model", "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("it has been damaged", "log in again");
  }

  @Test
  void createForRbacPrintsIdAndSecretAsTheOriginalDoes() {
    gateway.answering(
        PRINCIPALS_ROUTE,
        Answer.of(
            201,
            """
            {"id": "app", "displayName": "nightly", "roles": ["reader@a/b/c"], "secret": "mws_1"}
            """));

    CommandRun run =
        CommandRun.of(
            gateway,
            "ad",
            "sp",
            "create-for-rbac",
            "-n",
            "nightly",
            "--role",
            "reader",
            "--scopes",
            "a/b/c",
            "/");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().propertyNames())
        .containsExactly("appId", "displayName", "password", "tenant");
    assertThat(run.json().get("appId").asString()).isEqualTo("app");
    assertThat(run.json().get("password").asString()).isEqualTo("mws_1");
    assertThat(gateway.call(PRINCIPALS_ROUTE).json().toString())
        .isEqualTo("{\"displayName\":\"nightly\",\"roles\":[\"reader@a/b/c\",\"reader\"]}");
  }

  @Test
  void createForRbacMakesAContributorOfTheActiveAccountWhenNotToldOtherwise() {
    gateway.answering(
        PRINCIPALS_ROUTE,
        Answer.of(201, "{\"id\": \"app\", \"displayName\": \"x\", \"secret\": \"mws_1\"}"));

    CommandRun.of(gateway, "ad", "sp", "create-for-rbac");

    assertThat(gateway.call(PRINCIPALS_ROUTE).json().toString())
        .contains("\"displayName\":\"modelwright-cli-20")
        .contains("[\"contributor@local/modelwright/default\"]");
  }

  @Test
  void listsAndDeletesServicePrincipals() {
    gateway.answering(
        "GET /servicePrincipals",
        Answer.of(
            200,
            "{\"value\": [{\"id\": \"app\", \"displayName\": \"x\", \"roles\": [\"owner\"]}]}"));
    gateway.answering("DELETE /servicePrincipals/app", Answer.of(200, ""), Answer.of(204, ""));

    assertThat(CommandRun.of(gateway, "ad", "sp", "list", "-o", "tsv").out())
        .startsWith("app\tx\towner");
    assertThat(CommandRun.of(gateway, "ad", "sp", "delete", "--id", "app").out())
        .contains("Deleted service principal app");
    assertThat(CommandRun.of(gateway, "ad", "sp", "delete", "--id", "app").out())
        .contains("There is no service principal app");
  }

  @Test
  void accessTokenTellsWhenItEnds() {
    String token = "e30.eyJleHAiOjE3OTU3MjM4NDl9.c2ln";

    CommandRun run =
        CommandRun.of(
            Map.of("MODELWRIGHT_URL", gateway.address(), "MODELWRIGHT_TOKEN", token),
            "account",
            "get-access-token");

    assertThat(run.json().get("accessToken").asString()).isEqualTo(token);
    assertThat(run.json().get("expiresOn").asString()).isEqualTo("2026-11-26T20:10:49Z");
    assertThat(run.json().get("tokenType").asString()).isEqualTo("Bearer");
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        Map.of("MODELWRIGHT_URL", gateway.address(), "MODELWRIGHT_HOME", home.toString()),
        arguments);
  }

  private static Answer token(String token, int seconds) {
    return Answer.of(
        200,
        "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
            .formatted(token, seconds));
  }
}
