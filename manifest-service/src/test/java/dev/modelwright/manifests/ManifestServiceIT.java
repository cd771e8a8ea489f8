package dev.modelwright.manifests;

import static dev.modelwright.manifests.manifest.ManifestFixture.ACCOUNT;
import static dev.modelwright.manifests.manifest.ManifestFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.Permission;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.Seal;
import dev.modelwright.manifests.environment.EnvironmentFixture;
import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.manifest.ManifestFixture;
import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ContainerRegistry;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageCancelled;
import dev.modelwright.schemas.ImageEvent.ImageQueued;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.ImageRequestEvent.ImageCancellationRequested;
import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ManifestEvent.ManifestCreated;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.schemas.ManifestRequestEvent.ManifestCreationRequested;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.TargetRuntime;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.testsupport.TestMongo;
import dev.modelwright.testsupport.TestProtectedContainerRegistry;
import dev.modelwright.web.ServiceTokens;
import dev.modelwright.web.SharedSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a real broker, a real database and a real artifact directory. */
class ManifestServiceIT {

  private static final String SECRET = "secret-of-the-tests";
  private static final ServiceTokens TOKENS =
      new ServiceTokens(SharedSecret.of(SECRET), "tests", Clock.systemUTC());
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final CloudEvents EVENTS = new CloudEvents("/tests", Clock.systemUTC());
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Model> REGISTERED = new ArrayList<>();

  @TempDir private static Path directory;
  private static ArtifactStores artifacts;
  private static HttpServer registryService;
  private static ConfigurableApplicationContext service;
  private static KafkaProducer<byte[], byte[]> producer;
  private static KafkaConsumer<byte[], byte[]> consumer;
  private static final List<Fact> FACTS = new ArrayList<>();

  private record Fact(String topic, Event event, String correlationId) {}

  @BeforeAll
  static void start() throws IOException {
    artifacts = EnvironmentFixture.stores(directory);
    registryService = startRegistryService();
    service =
        ManifestServiceApplication.builder()
            .run(
                "--server.port=0",
                "--modelwright.token=" + SECRET,
                "--modelwright.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--modelwright.mongodb.uri=" + TestMongo.uri("manifests"),
                "--modelwright.mongodb.database=manifests-" + UUID.randomUUID(),
                "--modelwright.artifacts.directory=" + directory.resolve("default"),
                "--modelwright.artifacts.stores.team.directory=" + directory.resolve("team"),
                "--modelwright.registry-service.url=http://127.0.0.1:"
                    + registryService.getAddress().getPort());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of("manifests", "images", "image-builds").stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  @AfterAll
  static void stop() {
    producer.close();
    consumer.close();
    service.close();
    registryService.stop(0);
  }

  @Test
  void createsManifestOrdersImageAndKeepsItsState() throws Exception {
    UUID modelId = register(ACCOUNT);
    UUID manifestId = requestManifest(modelId, upload("scoring.py"));

    Manifest manifest = fact(ManifestCreated.class, manifestId).manifest();
    assertThat(manifest.models()).extracting(Model::id).containsExactly(modelId);
    assertThat(manifest.assets().getFirst().content().fileName()).isEqualTo("scoring.py");
    assertThat(get("manifests/" + manifestId).get("version").asInt()).isEqualTo(1);

    UUID imageId = requestImage(manifestId);
    Image image = fact(ImageQueued.class, imageId).image();
    ImageRequested order = fact(ImageRequested.class, imageId);
    assertThat(image.state()).isEqualTo("NotStarted");
    assertThat(order.manifest()).isEqualTo(manifest);
    assertThat(order.repository()).isEqualTo("housingmodel-image");
    assertThat(order.tag()).isEqualTo(Integer.toString(image.version()));

    URI log = URI.create("http://127.0.0.1:8080/images/" + imageId + "/log");
    publish("images", new ImageBuildStarted(imageId, ACCOUNT, 1, "worker", log, Instant.now()));
    await().atMost(LIMIT).until(() -> stateOf(imageId).equals("Running"));
    String digest = "sha256:" + "4e".repeat(32);
    publish(
        "images",
        new ImageSucceeded(
            imageId, ACCOUNT, 1, "127.0.0.1:5000/i:1", digest, List.of(), Instant.now()));
    await().atMost(LIMIT).until(() -> stateOf(imageId).equals("Succeeded"));
    assertThat(get("images/" + imageId).get("digest").asString()).isEqualTo(digest);
    assertThat(get("images?manifestId=" + manifestId + "&state=Succeeded").get("value")).hasSize(1);
  }

  @Test
  void publishesTheSameFactWhenARequestComesTwice() throws Exception {
    ManifestCreationRequested request =
        manifestRequest(UUID.randomUUID(), List.of(), upload("scoring.py"));

    publish("manifest-requests", request);
    Manifest first = fact(ManifestCreated.class, request.id()).manifest();
    FACTS.clear();
    publish("manifest-requests", request);

    assertThat(fact(ManifestCreated.class, request.id()).manifest()).isEqualTo(first);
  }

  @Test
  void rejectsAnotherAccountsModelAndStoresNothing() throws Exception {
    UUID theirs = register("other/account/here");
    UUID id = requestManifest(theirs, upload("scoring.py"));

    ManifestRejected rejected = fact(ManifestRejected.class, id);

    assertThat(rejected.problem().statusCode()).isEqualTo(422);
    assertThat(rejected.problem().message()).contains(theirs.toString());
    assertThat(status("manifests/" + id)).isEqualTo(404);
  }

  @Test
  void rejectsAnAssetThatWasNeverUploadedAndOneOnAPrivateAddress() throws Exception {
    URI never =
        artifacts
            .sign(
                ArtifactPath.of("uploads", "local", UUID.randomUUID().toString(), "scoring.py"),
                Permission.READ,
                Duration.ofMinutes(1))
            .url();
    URI local =
        URI.create("http://127.0.0.1:" + registryService.getAddress().getPort() + "/scoring.py");

    UUID first = requestManifest(register(ACCOUNT), never);
    UUID second = requestManifest(register(ACCOUNT), local);

    assertThat(fact(ManifestRejected.class, first).problem().statusCode()).isEqualTo(422);
    assertThat(fact(ManifestRejected.class, second).problem().code()).isEqualTo("ForbiddenUrl");
  }

  @Test
  void tellsPrometheusWhatWaitsForWorkersAndSinceWhen() throws Exception {
    double unfinished = metric("modelwright_builds_unfinished");
    double waiting = metric("modelwright_builds_waiting");
    UUID imageId = requestImage(fact(ManifestCreated.class, requestManifest()).manifest().id());
    fact(ImageRequested.class, imageId);

    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          assertThat(metric("modelwright_builds_unfinished")).isEqualTo(unfinished + 1);
          assertThat(metric("modelwright_builds_waiting")).isEqualTo(waiting + 1);
          assertThat(metric("modelwright_builds_oldest_waiting_seconds")).isPositive();
          assertThat(metric("modelwright_requests_total{request=\"image\",result=\"accepted\"}"))
              .isPositive();
        });
  }

  private static UUID requestManifest() throws Exception {
    return requestManifest(register(ACCOUNT), upload("scoring.py"));
  }

  /** Without a token. */
  private static double metric(String name) {
    URI prometheus =
        URI.create(
            "http://127.0.0.1:%s/actuator/prometheus"
                .formatted(service.getEnvironment().getProperty("local.server.port")));
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(prometheus).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not there"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rejectsAnImageOfAMissingManifest() {
    UUID imageId = requestImage(UUID.randomUUID());

    ImageRejected rejected = fact(ImageRejected.class, imageId);

    assertThat(rejected.problem().code()).isEqualTo("UnknownManifest");
    assertThat(status("images/" + imageId)).isEqualTo(404);
  }

  @Test
  void hasTheInstallationsEnvironmentAndSaysSoInOrders() {
    UUID manifestId = requestManifest(register(ACCOUNT), upload("scoring.py"));
    fact(ManifestCreated.class, manifestId);

    UUID imageId = requestImage(manifestId);

    String id = EnvironmentId.resource("local", "modelwright", "default");
    assertThat(fact(ImageQueued.class, imageId).image().computeResourceId()).isEqualTo(id);
    assertThat(fact(ImageRequested.class, imageId).environment())
        .isEqualTo(new BuildEnvironment(id, null, null, Map.of(), null));
    HttpResponse<String> environment =
        resource("GET", "/environments/local/modelwright/default", null);
    assertThat(environment.statusCode()).as(environment.body()).isEqualTo(200);
    assertThat(JSON.readTree(environment.body()).at("/containerRegistry/url").asString())
        .isEqualTo("http://127.0.0.1:5000");
  }

  @Test
  void keepsWhatBelongsToAnEnvironmentInItsArtifactStore() throws Exception {
    HttpResponse<String> created =
        resource("PUT", "/environments/local/modelwright/stored", "{\"artifactStore\": \"team\"}");
    String id = EnvironmentId.resource("local", "modelwright", "stored");
    String chosen = "/accounts/" + ACCOUNT + "/environment?computeResourceId=";
    UUID manifestId =
        requestManifest(register(ACCOUNT), upload("scoring.py", new StoreName("team")));
    Manifest manifest = fact(ManifestCreated.class, manifestId).manifest();

    UUID imageId = requestImage(manifestId, id);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(JSON.readTree(resource("GET", chosen + id, null).body()).get("artifactStore"))
        .hasToString("\"team\"");
    assertThat(JSON.readTree(resource("GET", chosen, null).body()).get("artifactStore"))
        .hasToString("\"default\"");
    assertThat(resource("GET", chosen + "nowhere", null).statusCode()).isEqualTo(422);
    assertThat(manifest.assets().getFirst().content().path()).startsWith("stores/team/sha256/");
    assertThat(fact(ImageRequested.class, imageId).environment().artifactStore()).isEqualTo("team");
    assertThat(get("images/" + imageId).get("artifactStore")).hasToString("\"team\"");
  }

  @Test
  void ordersImagesForAnEnvironmentWhoseContainerRegistryAsksForAPassword() {
    String path = "/environments/Local/modelwright/Protected";
    HttpResponse<String> wrong = resource("PUT", path, registry("wr0ng"));
    HttpResponse<String> created =
        resource("PUT", path, registry(TestProtectedContainerRegistry.PASSWORD));
    UUID manifestId = requestManifest(register(ACCOUNT), upload("scoring.py"));
    fact(ManifestCreated.class, manifestId);

    UUID imageId =
        requestImage(manifestId, EnvironmentId.resource("local", "modelwright", "protected"));

    assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(422);
    assertThat(JSON.readTree(wrong.body()).at("/details/0/code").asString())
        .isEqualTo("Unauthorized");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(created.body()).doesNotContain(TestProtectedContainerRegistry.PASSWORD);
    ContainerRegistry registry =
        fact(ImageRequested.class, imageId).environment().containerRegistry();
    assertThat(registry.repositoryPrefix()).isEqualTo("team/images");
    assertThat(registry.sealedCredentials())
        .doesNotContain(TestProtectedContainerRegistry.PASSWORD);
    assertThat(new Seal(SECRET).openCredentials(registry.url(), registry.sealedCredentials()))
        .isEqualTo(
            new Credentials(
                TestProtectedContainerRegistry.USERNAME, TestProtectedContainerRegistry.PASSWORD));
    JsonNode keys = JSON.readTree(resource("POST", path + "/keys", null).body());
    String storageKeys = "/storage-accounts/" + keys.get("storageAccount").asString() + "/keys";
    assertThat(JSON.readTree(resource("POST", storageKeys, null).body())).isEqualTo(keys);
    HttpResponse<String> inUse = resource("DELETE", path, null);
    assertThat(inUse.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(inUse.body()).at("/details/0/target").asString())
        .isEqualTo(imageId.toString());
    publish("image-requests", new ImageCancellationRequested(imageId, ACCOUNT, "image"));
    fact(ImageCancelled.class, imageId);
    assertThat(resource("DELETE", path, null).statusCode()).isEqualTo(200);
    assertThat(resource("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(resource("POST", storageKeys, null).statusCode()).isEqualTo(404);
  }

  @Test
  void rejectsAnUnknownEnvironmentAndAnUnknownAccount() {
    UUID manifestId = requestManifest(register(ACCOUNT), upload("scoring.py"));
    fact(ManifestCreated.class, manifestId);

    UUID imageId =
        requestImage(manifestId, EnvironmentId.resource("local", "modelwright", "nowhere"));
    UUID strangersId = UUID.randomUUID();
    publish(
        "image-requests",
        new ImageCreationRequested(
            strangersId, "local/modelwright/nobody", "image", null, manifestId, "Docker", null));

    assertThat(fact(ImageRejected.class, imageId).problem().statusCode()).isEqualTo(422);
    assertThat(fact(ImageRejected.class, strangersId).problem().code()).isEqualTo("UnknownAccount");
  }

  private static String registry(String password) {
    return """
    {"containerRegistry": {"url": "%s", "repositoryPrefix": "team/images",
     "username": "%s", "password": "%s"}}
    """
        .formatted(
            TestProtectedContainerRegistry.url(),
            TestProtectedContainerRegistry.USERNAME,
            password);
  }

  @Test
  void deadLettersBadRequestsForManifestsAndGoesOn() throws Exception {
    UUID known = requestManifest(register(ACCOUNT), upload("scoring.py"));
    fact(ManifestCreated.class, known);
    String foreign =
        new String(
            EVENTS.write(manifestRequest(known, List.of(), upload("scoring.py"))),
            StandardCharsets.UTF_8);

    publishBadOnes("manifest-requests", "ManifestCreationRequested", foreign);
    UUID next = requestManifest(register(ACCOUNT), upload("scoring.py"));

    assertThat(fact(ManifestCreated.class, next)).isNotNull();
    awaitReasons("dlq.manifest-requests");
  }

  @Test
  void deadLettersBadRequestsForImagesAndGoesOn() throws Exception {
    UUID manifest = requestManifest(register(ACCOUNT), upload("scoring.py"));
    fact(ManifestCreated.class, manifest);
    UUID known = requestImage(manifest);
    fact(ImageQueued.class, known);
    String foreign =
        """
        {"id": "%s", "account": "%s", "name": "an-image", "manifestId": "%s"}
        """
            .formatted(known, ACCOUNT, manifest);

    publishBadOnes("image-requests", "ImageCreationRequested", foreign);
    UUID next = requestImage(manifest);

    assertThat(fact(ImageQueued.class, next)).isNotNull();
    awaitReasons("dlq.image-requests");
  }

  /**
   * @param known the value of a request that was answered already
   */
  private static void publishBadOnes(String topic, String event, String known) {
    String type = "dev.modelwright." + event;
    publish(topic, null, "no CloudEvent");
    publish(topic, "dev.modelwright.Nothing.v1", "{}");
    publish(topic, type + ".v2", "{}");
    publish(topic, type + ".v1", "not JSON");
    publish(topic, type + ".v1", known.replaceFirst("\"name\": ?\"[^\"]*\"", "\"name\": 7"));
    publish(topic, type + ".v1", known.replace(ACCOUNT, "local/modelwright/other"));
  }

  private static void publish(String topic, String type, String value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8));
    if (type != null) {
      message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    }
    producer.send(message);
    producer.flush();
  }

  private static void awaitReasons(String topic) {
    try (KafkaConsumer<byte[], byte[]> dead =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      dead.assign(List.of(partition));
      dead.seekToBeginning(List.of(partition));
      List<String> reasons = new ArrayList<>();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> {
            dead.poll(Duration.ofMillis(100))
                .forEach(letter -> reasons.add(header(letter, "dead-letter-reason")));
            assertThat(reasons)
                .anySatisfy(reason -> assertThat(reason).contains("no header ce_type"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown type"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown version 2"))
                .anySatisfy(reason -> assertThat(reason).contains("no JSON"))
                .anySatisfy(reason -> assertThat(reason).contains("schema", "/name"))
                .anySatisfy(reason -> assertThat(reason).contains("is taken"));
          });
    }
  }

  @Test
  void answersNobodyWithoutTheToken() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address("manifests")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("Unauthorized");
    assertThat(answer.headers().firstValue("x-ms-request-id")).isPresent();
  }

  private static UUID requestManifest(UUID modelId, URI driver) {
    UUID id = UUID.randomUUID();
    publish("manifest-requests", manifestRequest(id, List.of(modelId), driver));
    return id;
  }

  private static ManifestCreationRequested manifestRequest(
      UUID id, List<UUID> modelIds, URI driver) {
    return new ManifestCreationRequested(
        id,
        ACCOUNT,
        "manifest-" + id,
        null,
        "driver",
        "Registered",
        modelIds,
        List.of(new Asset("driver", driver, "application/x-python", false, null)),
        new TargetRuntime("Python", null, null),
        null);
  }

  private static UUID requestImage(UUID manifestId) {
    return requestImage(manifestId, null);
  }

  private static UUID requestImage(UUID manifestId, String computeResourceId) {
    UUID id = UUID.randomUUID();
    publish(
        "image-requests",
        new ImageCreationRequested(
            id, ACCOUNT, "housingmodel-image", null, manifestId, "Docker", computeResourceId));
    return id;
  }

  private static UUID register(String account) {
    UUID id = UUID.randomUUID();
    synchronized (REGISTERED) {
      REGISTERED.add(ManifestFixture.model(id, account, zip("housing.model")));
    }
    return id;
  }

  private static URI upload(String fileName) {
    return upload(fileName, StoreName.DEFAULT);
  }

  private static URI upload(String fileName, StoreName store) {
    ArtifactPath path = ArtifactPath.upload(UUID.randomUUID().toString(), fileName).in(store);
    artifacts.create(
        path, new ByteArrayInputStream("def init(): pass".getBytes(StandardCharsets.UTF_8)));
    return artifacts.sign(path, Permission.READ, Duration.ofMinutes(1)).url();
  }

  private static void publish(String topic, Event event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, event.key().getBytes(StandardCharsets.UTF_8), EVENTS.write(event));
    EVENTS
        .headers(event, event.id())
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
    producer.flush();
  }

  private static <E extends Event> E fact(Class<E> type, UUID id) {
    Fact[] found = new Fact[1];
    await()
        .atMost(LIMIT)
        .until(() -> {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            FACTS.add(read(record));
          }
          found[0] =
              FACTS.stream()
                  .filter(fact -> type.isInstance(fact.event()) && fact.event().id().equals(id))
                  .findFirst()
                  .orElse(null);
          return found[0] != null;
        });
    assertThat(found[0].correlationId()).isEqualTo(id.toString());
    return type.cast(found[0].event());
  }

  private static Fact read(ConsumerRecord<byte[], byte[]> record) {
    return new Fact(
        record.topic(),
        EVENTS.read(header(record, "ce_type"), record.value()),
        header(record, "ce_correlationid"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static String stateOf(UUID imageId) {
    return get("images/" + imageId).get("state").asString();
  }

  private static JsonNode get(String path) {
    HttpResponse<String> answer = ask(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static int status(String path) {
    return ask(path).statusCode();
  }

  private static HttpResponse<String> resource(String method, String path, String body) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:%s%s"
                              .formatted(
                                  service.getEnvironment().getProperty("local.server.port"), path)))
                  .header("Authorization", TOKENS.authorization())
                  .header("Content-Type", "application/json")
                  .method(
                      method,
                      body == null
                          ? HttpRequest.BodyPublishers.noBody()
                          : HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> ask(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(address(path))
                  .header("Authorization", TOKENS.authorization())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI address(String path) {
    return URI.create(
        "http://127.0.0.1:%s/accounts/%s/%s"
            .formatted(service.getEnvironment().getProperty("local.server.port"), ACCOUNT, path));
  }

  /** Plays the reads that this service needs of the registry-service. */
  private static HttpServer startRegistryService() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/accounts/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body;
          synchronized (REGISTERED) {
            body =
                path.equals("/accounts/" + ACCOUNT)
                    ? JSON.writeValueAsBytes(ManifestFixture.account(ACCOUNT))
                    : REGISTERED.stream()
                        .filter(model ->
                            path.equals(
                                "/accounts/%s/models/%s".formatted(model.account(), model.id())))
                        .findFirst()
                        .map(JSON::writeValueAsBytes)
                        .orElse(null);
          }
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    return server;
  }
}
