package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Users log in at programs that never see their passwords. */
class UserLoginIT {

  private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Map<String, String> CLIENT = Map.of("client_id", "modelwright-cli");

  private static RunningGateway gateway;

  private record Person(String id, String name, String password) {}

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void logsAUserInWithTheCodeThatAProgramShows() throws Exception {
    Person ada = register("contributor@local/modelwright/default");
    JsonNode begun = body(form("/oauth2/device_authorization", CLIENT));
    String code = begun.get("user_code").stringValue();
    assertThat(code).matches("[B-Z]{4}-[B-Z]{4}");
    assertThat(begun.get("verification_uri_complete").stringValue())
        .isEqualTo("http://127.0.0.1:8080/device?user_code=" + code);
    assertRefused(next(begun), 400, "authorization_pending");

    HttpResponse<String> page = gateway.send(open("/device?user_code=%22%3E" + code));
    HttpResponse<String> letIn = letIn(code.toLowerCase().replace("-", " "), ada, ada.password());

    assertThat(page.body()).contains("value=\"&quot;&gt;" + code);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(letIn.statusCode()).as(letIn.body()).isEqualTo(200);
    JsonNode token = body(next(begun));
    assertThat(token.get("token_type").stringValue()).isEqualTo("Bearer");
    String access = token.get("access_token").stringValue();
    assertThat(gateway.send(gateway.request("/models", access)).statusCode()).isEqualTo(200);
    assertThat(gateway.send(gateway.request("/users", access)).statusCode()).isEqualTo(403);
    assertRefused(next(begun), 400, "expired_token");
  }

  @Test
  void renewsALoginOnceWithEachRefreshTokenAndWithTheRolesOfTheMoment() throws Exception {
    Person ada = register("reader");
    String first = login(ada).get("refresh_token").stringValue();
    gateway.send(
        gateway
            .json("/users/%s/roles".formatted(ada.id()), "")
            .PUT(BodyPublishers.ofString("{\"roles\": [\"owner\"]}")));

    JsonNode renewed = body(refresh(first));

    assertThat(
            gateway
                .send(gateway.request("/users", renewed.get("access_token").stringValue()))
                .statusCode())
        .isEqualTo(200);
    assertRefused(refresh(first), 400, "invalid_grant");
    assertThat(refresh(renewed.get("refresh_token").stringValue()).statusCode()).isEqualTo(200);
  }

  @Test
  void endsLoginsWithTheUserAndWithTheirPassword() throws Exception {
    Person ada = register("reader");
    Person bob = register("reader");
    String adas = login(ada).get("refresh_token").stringValue();
    String bobs = login(bob).get("refresh_token").stringValue();

    JsonNode reset = body(gateway.post("/users/%s/password".formatted(ada.id()), ""));
    gateway.send(gateway.request("/users/" + bob.id()).DELETE());

    assertRefused(refresh(adas), 400, "invalid_grant");
    assertRefused(refresh(bobs), 400, "invalid_grant");
    String code = body(form("/oauth2/device_authorization", CLIENT)).get("user_code").stringValue();
    assertThat(letIn(code, ada, ada.password()).statusCode()).isEqualTo(403);
    assertThat(letIn(code, bob, bob.password()).statusCode()).isEqualTo(403);
    assertThat(letIn(code, ada, reset.get("password").stringValue()).statusCode()).isEqualTo(200);
  }

  @Test
  void stopsGuessingOfPasswords() throws Exception {
    Person ada = register("reader");
    String code = body(form("/oauth2/device_authorization", CLIENT)).get("user_code").stringValue();

    for (int attempt = 0; attempt < 10; attempt++) {
      assertThat(letIn(code, ada, "a wrong password").statusCode()).isEqualTo(403);
    }

    HttpResponse<String> eleventh = letIn(code, ada, ada.password());
    assertThat(eleventh.statusCode()).isEqualTo(429);
    assertThat(eleventh.headers().firstValue("Retry-After")).hasValue("900");
  }

  @Test
  void refusesCodesThatNobodyWaitsFor() throws Exception {
    Person ada = register("reader");

    assertThat(letIn("BCDF-GHJK", ada, ada.password()).statusCode()).isEqualTo(400);
    assertThat(letIn("", ada, ada.password()).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id=modelwright-cli&device_code=x, 400, expired_token",
    "client_id=modelwright-cli, 400, invalid_request",
    "client_id=other&device_code=x, 401, invalid_client",
    "device_code=x, 401, invalid_client"
  })
  void refusesADeviceCodeInTheWordsOfOAuth(String rest, int status, String error) throws Exception {
    assertRefused(
        gateway.send(
            formTo("/oauth2/token", "grant_type=" + DEVICE_GRANT.replace(":", "%3A") + "&" + rest)),
        status,
        error);
  }

  @Test
  void givesServicePrincipalsNoTokenOfAUser() throws Exception {
    JsonNode principal = body(gateway.post("/servicePrincipals", "{\"roles\": [\"reader\"]}"));

    assertRefused(
        form(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                "x",
                "client_id",
                principal.get("id").stringValue(),
                "client_secret",
                principal.get("secret").stringValue())),
        400,
        "unauthorized_client");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"roles\": [\"reader\"]}', name is missing",
    "'{\"name\": \"a b\", \"roles\": [\"reader\"]}', name is not 1 to 120",
    "'{\"name\": \"ada\"}', roles is missing or empty",
    "'{\"name\": \"ada\", \"roles\": [\"reader\"], \"password\": \"short\"}', password is not 12 to 72 bytes long"
  })
  void refusesAUserThatMakesNoSense(String user, String words) throws Exception {
    HttpResponse<String> response = gateway.post("/users", user);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response).get("message").stringValue()).contains(words);
  }

  @Test
  void tellsAPasswordOnceAndKeepsNamesApartWhateverTheirCase() throws Exception {
    String name = "Ada." + UUID.randomUUID();
    String chosen =
        "{\"name\": \"%s\", \"roles\": [\"reader\"], \"password\": \"long enough, I say\"}";

    HttpResponse<String> registered = gateway.post("/users", chosen.formatted(name));

    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    assertThat(body(registered).propertyNames()).doesNotContain("password");
    assertThat(body(registered).get("name").stringValue()).isEqualTo(name.toLowerCase());
    assertThat(gateway.post("/users", chosen.formatted(name.toUpperCase())).statusCode())
        .isEqualTo(409);
    assertThat(gateway.get("/users").body()).contains(name.toLowerCase()).doesNotContain("assword");
  }

  private static Person register(String role) throws Exception {
    String name = "user-" + UUID.randomUUID();
    JsonNode user =
        body(
            gateway.post(
                "/users", "{\"name\": \"%s\", \"roles\": [\"%s\"]}".formatted(name, role)));
    return new Person(user.get("id").stringValue(), name, user.get("password").stringValue());
  }

  private static JsonNode login(Person person) throws Exception {
    JsonNode begun = body(form("/oauth2/device_authorization", CLIENT));
    assertThat(letIn(begun.get("user_code").stringValue(), person, person.password()).statusCode())
        .isEqualTo(200);
    return body(next(begun));
  }

  private static HttpResponse<String> letIn(String code, Person person, String password)
      throws Exception {
    return form(
        "/device", Map.of("user_code", code, "username", person.name(), "password", password));
  }

  private static HttpResponse<String> next(JsonNode begun) throws Exception {
    return form(
        "/oauth2/token",
        Map.of(
            "grant_type",
            DEVICE_GRANT,
            "client_id",
            "modelwright-cli",
            "device_code",
            begun.get("device_code").stringValue()));
  }

  private static HttpResponse<String> refresh(String token) throws Exception {
    return form(
        "/oauth2/token",
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "modelwright-cli",
            "refresh_token", token));
  }

  private static HttpResponse<String> form(String path, Map<String, String> fields)
      throws Exception {
    return gateway.send(
        formTo(
            path,
            fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))));
  }

  private static HttpRequest.Builder formTo(String path, String form) {
    return open(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void assertRefused(HttpResponse<String> response, int status, String error) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(body(response).get("error").stringValue()).isEqualTo(error);
  }
}
