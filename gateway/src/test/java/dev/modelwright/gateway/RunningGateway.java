package dev.modelwright.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.testsupport.TestIssuer;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.testsupport.TestMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway on a real broker and a real artifact directory, once for all tests of a JVM. */
final class RunningGateway {

  /** Nobody listens there. */
  static final String DEAD_ISSUER = "http://127.0.0.1:1";

  static final String FIRST_OWNER = "first-owner";
  static final String SECRET = "secret-of-the-tests";
  static final String ORIGINAL = "/api/subscriptions/Sub/resourcegroups/My(Group)/accounts/acc.1";
  static final long UPLOAD_LIMIT = 1 << 20;
  static final int MAX_STREAMS = 5;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static RunningGateway started;

  private final OwnersFixture owners;
  private final ConfigurableApplicationContext context;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  private RunningGateway() throws Exception {
    owners = new OwnersFixture(TestKafka.bootstrapServers(), SECRET);
    Path directory = Files.createTempDirectory("modelwright-test-gateway-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteRecursively(directory)));
    context =
        GatewayApplication.builder()
            .run(
                "--server.port=0",
                "--modelwright.token=" + SECRET,
                "--modelwright.identity.token-file=" + directory.resolve("token"),
                "--modelwright.identity.bootstrap.client-id=" + FIRST_OWNER,
                "--modelwright.identity.bootstrap.client-secret=" + SECRET,
                "--modelwright.identity.issuers[0].uri=" + TestIssuer.uri(),
                "--modelwright.identity.issuers[0].audience=" + TestIssuer.AUDIENCE,
                "--modelwright.identity.issuers[0].tenant=" + TestIssuer.TENANT,
                "--modelwright.identity.issuers[0].roles-claim=" + TestIssuer.ROLES_CLAIM,
                "--modelwright.identity.issuers[1].uri=" + DEAD_ISSUER,
                "--modelwright.identity.issuers[1].audience=modelwright",
                "--modelwright.mongodb.uri=" + TestMongo.uri("gateway"),
                "--modelwright.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--modelwright.artifacts.directory=" + directory.resolve("artifacts"),
                "--modelwright.artifacts.stores.team.directory=" + directory.resolve("team"),
                "--modelwright.artifacts.public-url=http://store.example.org",
                "--modelwright.uploads.max-size=" + UPLOAD_LIMIT + "B",
                "--modelwright.gateway.answer-timeout=5s",
                "--modelwright.gateway.body-timeout=2s",
                "--modelwright.events.max-streams=" + MAX_STREAMS,
                "--modelwright.events.heartbeat=200ms",
                "--modelwright.registry-service.url=" + owners.url(),
                "--modelwright.manifest-service.url=" + owners.url());
    url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    token = Files.readString(directory.resolve("token")).strip();
    owners.listen();
  }

  private static void deleteRecursively(Path directory) {
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized RunningGateway get() throws Exception {
    if (started == null) {
      started = new RunningGateway();
    }
    return started;
  }

  String token() {
    return token;
  }

  String url() {
    return url;
  }

  OwnersFixture owners() {
    return owners;
  }

  ArtifactStores artifacts() {
    return context.getBean(ArtifactStores.class);
  }

  <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  HttpRequest.Builder request(String path) {
    return request(path, token);
  }

  HttpRequest.Builder request(String path, String otherToken) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + otherToken);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<Stream<String>> open(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofLines());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(json(path, body));
  }

  HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  /** Sends a request line that no HTTP client of ours would send. */
  RawResponse raw(String requestLine) throws IOException {
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(requestLine, address.getAuthority(), token);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String[] response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .split("\r\n\r\n", 2);
      return new RawResponse(response[0], response[1]);
    }
  }

  /** Status line with headers, and body, as they came. */
  record RawResponse(String head, String body) {}

  static JsonNode body(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  UUID registerModel() throws Exception {
    HttpResponse<String> response =
        post(
            "/models",
            """
            {"name": "housing.model", "url": "https://store.example.org/housing.zip"}
            """);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return UUID.fromString(body(response).get("id").stringValue());
  }

  UUID createManifest(UUID... models) throws Exception {
    String modelIds =
        Stream.of(models).map(id -> "\"" + id + "\"").collect(Collectors.joining(", "));
    HttpResponse<String> response =
        post(
            "/manifests",
            """
            {"name": "housing", "driverProgram": "score", "modelIds": [MODEL_IDS],
             "assets": [{"id": "score", "url": "https://store.example.org/score.py"}],
             "targetRuntime": {"runtimeType": "Python"}}
            """
                .replace("MODEL_IDS", modelIds));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return UUID.fromString(body(response).get("id").stringValue());
  }

  /** Sets up an environment with an artifact store; its id. */
  String environmentIn(String store, String name) throws Exception {
    HttpResponse<String> response =
        send(
            request("/environments/" + name)
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"properties\": {\"artifactStore\": \"%s\"}}".formatted(store))));
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    assertThat(body(response).at("/properties/artifactStore").stringValue()).isEqualTo(store);
    return body(response).get("id").stringValue();
  }

  UUID createImage() throws Exception {
    return createImage("null");
  }

  /**
   * @param computeResourceId as JSON
   */
  UUID createImage(String computeResourceId) throws Exception {
    HttpResponse<String> response =
        post(
            "/images",
            "{\"name\": \"housing\", \"manifestId\": \"%s\", \"computeResourceId\": %s}"
                .formatted(createManifest(), computeResourceId));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return UUID.fromString(body(response).get("Id").stringValue());
  }
}
