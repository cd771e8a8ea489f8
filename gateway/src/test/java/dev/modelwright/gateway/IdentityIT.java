package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static dev.modelwright.gateway.RunningGateway.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Service principals, their tokens, and what those let them do. */
class IdentityIT {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static RunningGateway gateway;

  private record Principal(String id, String secret) {}

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
  void saysWithoutATokenWhereTokensComeFrom(String path) throws Exception {
    JsonNode configuration = body(gateway.send(open(path)));

    assertThat(configuration.get("issuer").stringValue()).isEqualTo("http://127.0.0.1:8080");
    assertThat(configuration.get("token_endpoint").stringValue())
        .isEqualTo("http://127.0.0.1:8080/oauth2/token");
    assertThat(configuration.get("jwks_uri").stringValue())
        .isEqualTo("http://127.0.0.1:8080/oauth2/jwks");
  }

  @Test
  void servesPublicKeysAlone() throws Exception {
    JsonNode key = body(gateway.send(open("/oauth2/jwks"))).get("keys").get(0);

    assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "e", "use", "kid", "alg", "n");
  }

  @Test
  void givesATokenForIdAndSecretInTheHeaderOrInTheForm() throws Exception {
    Principal principal = register("contributor@local/modelwright/default");

    HttpResponse<String> header = token(basic(principal), "grant_type=client_credentials");
    HttpResponse<String> form =
        token(
            open("/oauth2/token"),
            "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(principal.id(), principal.secret()));

    for (HttpResponse<String> response : List.of(header, form)) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(body(response).get("token_type").stringValue()).isEqualTo("Bearer");
      assertThat(body(response).get("expires_in").asInt()).isBetween(3590, 3600);
      JsonNode claims = claims(body(response).get("access_token").stringValue());
      assertThat(claims.get("sub").stringValue()).isEqualTo(principal.id());
      assertThat(claims.get("roles").toString())
          .isEqualTo("[\"contributor@local/modelwright/default\"]");
    }
  }

  @Test
  void givesATokenToTheFirstOwnerOfTheSettings() throws Exception {
    String token = tokenOf(new Principal(RunningGateway.FIRST_OWNER, RunningGateway.SECRET));

    assertThat(gateway.send(gateway.request("/servicePrincipals", token)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials, 401, invalid_client",
    "grant_type=client_credentials&client_id=ID&client_secret=wrong, 401, invalid_client",
    "grant_type=client_credentials&client_id=nobody&client_secret=SECRET, 401, invalid_client",
    "grant_type=client_credentials&client_id=ID, 401, invalid_client",
    "client_id=ID, 401, invalid_client",
    "grant_type=password&client_id=ID&client_secret=SECRET, 400, unsupported_grant_type",
    "client_id=ID&client_secret=SECRET, 400, invalid_request",
    "grant_type=client_credentials&client_id=ID&client_secret=SECRET&scope=all, 400, invalid_scope",
    "grant_type=client_credentials&client_id=ID&client_id=ID&client_secret=SECRET, 400, invalid_request"
  })
  void refusesATokenInTheWordsOfOAuthAndOurs(String form, int status, String error)
      throws Exception {
    Principal principal = register("reader");

    HttpResponse<String> response =
        token(
            open("/oauth2/token"),
            form.replace("ID", principal.id()).replace("SECRET", principal.secret()));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(body(response).get("error").stringValue()).isEqualTo(error);
    assertThat(body(response).get("statusCode").asInt()).isEqualTo(status);
    assertThat(body(response).get("message").stringValue()).startsWith("Cannot issue a token: ");
  }

  @Test
  void takesOnlyAPostForATokenAndSaysSo() throws Exception {
    HttpResponse<String> response = gateway.send(open("/oauth2/token"));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void tellsASecretOnceAndKeepsItNowhere() throws Exception {
    Principal principal = register("reader");

    HttpResponse<String> one = gateway.get("/servicePrincipals/" + principal.id());
    HttpResponse<String> all = gateway.get("/servicePrincipals");

    assertThat(one.body()).doesNotContain(principal.secret(), "secret", "$2");
    assertThat(all.body()).contains(principal.id()).doesNotContain(principal.secret(), "secret");
  }

  @Test
  void makesASecretWorthlessByAnother() throws Exception {
    Principal principal = register("reader");

    HttpResponse<String> reset =
        gateway.post("/servicePrincipals/%s/secret".formatted(principal.id()), "");

    assertThat(reset.statusCode()).isEqualTo(200);
    assertThat(token(basic(principal), "grant_type=client_credentials").statusCode())
        .isEqualTo(401);
    assertThat(tokenOf(new Principal(principal.id(), body(reset).get("secret").stringValue())))
        .isNotEmpty();
  }

  @Test
  void saysNewRolesInTheNextToken() throws Exception {
    Principal principal = register("reader");

    HttpResponse<String> assigned =
        gateway.send(
            gateway
                .json("/servicePrincipals/%s/roles".formatted(principal.id()), "")
                .PUT(BodyPublishers.ofString("{\"roles\": [\"owner@a\", \"READER@A/b\"]}")));

    assertThat(assigned.statusCode()).as(assigned.body()).isEqualTo(200);
    assertThat(claims(tokenOf(principal)).get("roles").toString())
        .isEqualTo("[\"owner@a\",\"reader@a/b\"]");
  }

  @Test
  void givesADeletedPrincipalNoToken() throws Exception {
    Principal principal = register("reader");
    String path = "/servicePrincipals/" + principal.id();

    assertThat(gateway.send(gateway.request(path).DELETE()).statusCode()).isEqualTo(200);

    assertThat(gateway.send(gateway.request(path).DELETE()).statusCode()).isEqualTo(204);
    assertThat(gateway.get(path).statusCode()).isEqualTo(404);
    assertThat(token(basic(principal), "grant_type=client_credentials").statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/servicePrincipals/%C2%84", "/servicePrincipals/a%20b", "/signingKeys/a.b"})
  void findsNothingUnderWhatCanBeNoId(String path) throws Exception {
    HttpResponse<String> response = gateway.send(gateway.request(path).DELETE());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', roles is missing or empty",
    "'{\"roles\": []}', roles is missing or empty",
    "'{\"roles\": \"owner\"}', roles is a string",
    "'{\"roles\": [\"admin\"]}', 'roles[0] is ''admin'', not reader, contributor or owner'",
    "'{\"roles\": [\"owner@a/b/c/d\"]}', roles[0]",
    "'{\"roles\": [\"owner@a b\"]}', roles[0]",
    "'{\"roles\": [\"owner\", 7]}', roles[1] is a number",
    "'{\"roles\": [\"owner\"], \"displayName\": \"a\\u0007\"}', displayName"
  })
  void refusesAPrincipalThatMakesNoSense(String principal, String words) throws Exception {
    HttpResponse<String> response = gateway.post("/servicePrincipals", principal);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(body(response).get("message").stringValue()).contains(words);
  }

  /** 415 is an answer of a controller: the request was let through. */
  @ParameterizedTest
  @CsvSource({
    "reader@local/modelwright/default,      GET,    /models,              200",
    "reader@local/modelwright/default,      HEAD,   /models,              200",
    "reader@local/modelwright/default,      POST,   /models,              403",
    "reader@local/modelwright/default,      POST,   /uploads,             403",
    "contributor@local/modelwright/default, POST,   /models,              415",
    "contributor@local/modelwright/default, POST,   /uploads,             201",
    "contributor@local/modelwright/default, GET,    /servicePrincipals,   403",
    "contributor,                           POST,   /signingKeys,         403",
    "owner@local/modelwright/default,       POST,   /servicePrincipals,   403",
    "owner,                                 GET,    /servicePrincipals,   200",
    "owner,                                 GET,    /signingKeys,         200",
    "reader@local/modelwright/default,      GET,    ORIGINAL/models,      403",
    "reader@Sub/My(Group)/acc.1,            GET,    ORIGINAL/models,      200",
    "reader@sub/my(group),                  GET,    ORIGINAL/models,      200",
    "reader@sub,                            GET,    ORIGINAL/models,      200",
    "reader,                                GET,    ORIGINAL/models,      200",
    "reader@sub/my(group)/acc.1,            POST,   ORIGINAL/models,      403",
    "contributor@sub/my(group)/acc.1,       POST,   ORIGINAL/models,      415",
    "owner@sub/my(group)/acc.1,             GET,    /models,              403",
    "owner@sub/my(group)/acc.1,             GET,    /nothing,             403",
    "reader@sub/my(group)/acc.10,           GET,    ORIGINAL/models,      403"
  })
  void letsARoleDoWhatItMay(String role, String method, String path, int status) throws Exception {
    String token = tokenOf(register(role));

    HttpResponse<String> response =
        gateway.send(
            gateway
                .request(path.replace("ORIGINAL", ORIGINAL), token)
                .method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
  }

  @Test
  void signsWithANewKeyAndTakesTokensOfTheOldOneUntilThatIsRevoked() throws Exception {
    Principal principal = register("reader");
    rotate();
    String old = tokenOf(principal);
    String oldKey = keyOf(old);

    rotate();
    String next = tokenOf(principal);

    assertThat(keyOf(next)).isNotEqualTo(oldKey);
    assertThat(gateway.send(open("/oauth2/jwks")).body()).contains(oldKey, keyOf(next));
    assertThat(gateway.send(gateway.request("/models", old)).statusCode()).isEqualTo(200);
    assertThat(gateway.send(gateway.request("/models", next)).statusCode()).isEqualTo(200);

    assertThat(gateway.send(gateway.request("/signingKeys/" + oldKey).DELETE()).statusCode())
        .isEqualTo(200);
    assertThat(gateway.send(gateway.request("/models", old)).statusCode()).isEqualTo(401);
    assertThat(gateway.send(gateway.request("/models", next)).statusCode()).isEqualTo(200);
    assertThat(gateway.send(open("/oauth2/jwks")).body()).doesNotContain(oldKey);
    assertThat(
            gateway
                .send(gateway.request("/signingKeys/" + UUID.randomUUID()).DELETE())
                .statusCode())
        .isEqualTo(204);
  }

  private static void rotate() throws Exception {
    HttpResponse<String> response =
        gateway.send(gateway.request("/signingKeys").POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(201);
  }

  private static Principal register(String role) throws Exception {
    HttpResponse<String> response =
        gateway.post(
            "/servicePrincipals",
            "{\"displayName\": \"of a test\", \"roles\": [\"%s\"]}".formatted(role));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return new Principal(
        body(response).get("id").stringValue(), body(response).get("secret").stringValue());
  }

  private static String tokenOf(Principal principal) throws Exception {
    HttpResponse<String> response = token(basic(principal), "grant_type=client_credentials");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return body(response).get("access_token").stringValue();
  }

  private static HttpResponse<String> token(HttpRequest.Builder request, String form)
      throws Exception {
    return gateway.send(request.header("Content-Type", FORM).POST(BodyPublishers.ofString(form)));
  }

  private static HttpRequest.Builder basic(Principal principal) {
    String credentials = principal.id() + ":" + principal.secret();
    return open("/oauth2/token")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path));
  }

  private static JsonNode claims(String token) {
    return part(token, 1);
  }

  private static String keyOf(String token) {
    return part(token, 0).get("kid").stringValue();
  }

  private static JsonNode part(String token, int number) {
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
  }
}
