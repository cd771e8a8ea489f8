package dev.modelwright.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.modelwright.embedded.MongoServer;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.Problem;
import dev.modelwright.schemas.Topics;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.web.ServiceTokens;
import dev.modelwright.web.SharedSecret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
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
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker and a real mongod. */
class RegistryServiceIT {

  private static final String SECRET = "secret-of-the-tests";
  private static final ServiceTokens TOKENS =
      new ServiceTokens(SharedSecret.of(SECRET), "tests", Clock.systemUTC());
  private static final String ACCOUNT = "local/modelwright/default";
  private static final String OTHER_ACCOUNT = "local/modelwright/other";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/test", Clock.systemUTC());
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static MongoServer mongo;
  private static HttpServer files;
  private static ConfigurableApplicationContext service;
  private static KafkaProducer<byte[], byte[]> producer;
  private static KafkaConsumer<byte[], byte[]> consumer;
  private static final List<ConsumerRecord<byte[], byte[]>> SEEN = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    mongo = startMongo();
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.createContext(
        "/model.bin",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("bytes".getBytes(UTF_8));
          exchange.close();
        });
    files.start();
    service =
        RegistryServiceApplication.builder()
            .run(
                "--server.port=0",
                "--modelwright.token=" + SECRET,
                "--modelwright.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--modelwright.mongodb.uri=" + mongo.uri("registry"),
                "--modelwright.mongodb.timeout=2s",
                "--modelwright.artifacts.directory=" + directory.resolve("artifacts"),
                "--modelwright.fetch.private-addresses=true");
    Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(Topics.MODELS, Topics.deadLettersOf(Topics.MODEL_REQUESTS)).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  @AfterAll
  static void stop() {
    consumer.close();
    producer.close();
    service.close();
    files.stop(0);
    mongo.close();
  }

  @Test
  void answersARequestWithAFact() {
    ModelRegistrationRequested request = request("answered");

    publish(request);

    ConsumerRecord<byte[], byte[]> fact = awaitFacts(request.id(), 1).getFirst();
    assertThat(new String(fact.key(), UTF_8)).isEqualTo(request.id().toString());
    assertThat(header(fact, "ce_type")).isEqualTo("dev.modelwright.ModelRegistered.v1");
    assertThat(header(fact, "ce_source")).isEqualTo("/registry-service");
    assertThat(header(fact, "ce_correlationid")).isEqualTo(request.id().toString());
    Model model = model(fact);
    assertThat(model.version()).isEqualTo(1);
    assertThat(model.content().path())
        .isEqualTo("sha256/277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9");
    assertThat(model.content().fileName()).isEqualTo("model.bin");
  }

  @Test
  void repeatsTheFactWhenTheRequestIsRepeated() {
    ModelRegistrationRequested request = request("repeated");

    publish(request);
    publish(request);

    List<ConsumerRecord<byte[], byte[]>> facts = awaitFacts(request.id(), 2);
    assertThat(facts.get(1).value()).isEqualTo(facts.get(0).value());
  }

  @Test
  void readsTheSampleOfTheContractAndWhatLaterVersionsAdd() throws IOException {
    String sample;
    try (InputStream content =
        CloudEvents.class.getResourceAsStream("ModelRegistrationRequested.v1.sample.json")) {
      sample = new String(content.readAllBytes(), UTF_8);
    }
    JsonNode event = JSON.readTree(sample);
    String later =
        sample
            .replace(event.get("url").stringValue(), fileUrl("/model.bin").toString())
            .replaceFirst("\\{", "{\"addedLater\": {\"a\": [1]},");

    publish(Topics.MODEL_REQUESTS, "dev.modelwright.ModelRegistrationRequested.v1", later);

    UUID id = UUID.fromString(event.get("id").stringValue());
    Model model = model(awaitFacts(id, 1).getFirst());
    assertThat(model.name()).isEqualTo(event.get("name").stringValue());
    assertThat(model.description()).isEqualTo(event.get("description").stringValue());
  }

  @Test
  void refusesWhatCannotBeRegistered() {
    ModelRegistrationRequested request =
        new ModelRegistrationRequested(
            UUID.randomUUID(),
            ACCOUNT,
            "refused",
            null,
            List.of(),
            fileUrl("/absent?sig=secret"),
            "application/zip",
            false);

    publish(request);

    Event fact = event(awaitFacts(request.id(), 1).getFirst());
    assertThat(fact).isInstanceOf(ModelRegistrationRejected.class);
    assertThat(((ModelRegistrationRejected) fact).problem().statusCode()).isEqualTo(422);
    assertThat(((ModelRegistrationRejected) fact).problem().message())
        .contains("404")
        .doesNotContain("secret");
  }

  @Test
  void setsWhatCannotBeReadAside() {
    ModelRegistrationRequested known = request("known");
    publish(known);
    awaitFacts(known.id(), 1);
    ModelRegistrationRequested after = request("after-dead-letter");

    publish(Topics.MODEL_REQUESTS, null, "no CloudEvent");
    publish(Topics.MODEL_REQUESTS, "dev.modelwright.Nonsense.v1", "{}");
    publish(Topics.MODEL_REQUESTS, "dev.modelwright.ModelRegistrationRequested.v2", "{}");
    publish(Topics.MODEL_REQUESTS, "dev.modelwright.ModelRegistrationRequested.v1", "not JSON");
    publish(Topics.MODEL_REQUESTS, "dev.modelwright.ModelRegistrationRequested.v1", null);
    publish(
        Topics.MODEL_REQUESTS,
        "dev.modelwright.ModelRegistrationRequested.v1",
        "{\"id\": \"%s\", \"account\": \"%s\", \"name\": 7}".formatted(UUID.randomUUID(), ACCOUNT));
    publish(
        Topics.MODEL_REQUESTS,
        "dev.modelwright.ModelRegistrationRequested.v1",
        new String(CLOUD_EVENTS.write(known), UTF_8).replace(ACCOUNT, OTHER_ACCOUNT));
    publish(after);

    awaitFacts(after.id(), 1);
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(seen(Topics.deadLettersOf(Topics.MODEL_REQUESTS)))
                .extracting(dead -> header(dead, Topics.DEAD_LETTER_REASON))
                .hasSize(7)
                .anySatisfy(reason -> assertThat(reason).contains("no header ce_type"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown type"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown version 2"))
                .anySatisfy(reason -> assertThat(reason).contains("no JSON"))
                .anySatisfy(reason -> assertThat(reason).contains("schema", "name", "url"))
                .anySatisfy(reason -> assertThat(reason).contains("id", "is taken")));
    assertThat(facts(known.id())).hasSize(1);
  }

  @Test
  void findsAModelAsSoonAsItsFactIsThere() throws Exception {
    ModelRegistrationRequested request = request("found");
    publish(request);
    Model model = model(awaitFacts(request.id(), 1).getFirst());

    HttpResponse<String> answer = get("/accounts/" + ACCOUNT + "/models/" + request.id());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readValue(answer.body(), Model.class)).isEqualTo(model);
  }

  @Test
  void registersModelsOfNewAccountsAndKeepsAccountsThatHoldSome() throws Exception {
    String path = "/accounts/Sub/Group/Acc";
    ModelRegistrationRequested before = requestOf("sub/group/acc", "early");
    publish(before);
    assertThat(rejection(before.id()).code()).isEqualTo("UnknownAccount");

    assertThat(send("PUT", path, "{\"location\": \"eastus2\"}").statusCode()).isEqualTo(201);
    ModelRegistrationRequested request = requestOf("sub/group/acc", "held");
    publish(request);
    awaitFacts(request.id(), 1);

    assertThat(JSON.readTree(get("/accounts/sub/group/acc").body()).get("name").stringValue())
        .isEqualTo("Acc");
    HttpResponse<String> held = send("DELETE", path, null);
    assertThat(held.statusCode()).isEqualTo(409);
    assertThat(held.body()).contains("model 'held' version 1");
    assertThat(send("DELETE", "/accounts/" + ACCOUNT, null).statusCode()).isEqualTo(409);
    assertThat(send("PUT", "/accounts/sub/group/empty", "{}").statusCode()).isEqualTo(201);
    assertThat(
            JSON.readTree(get("/accounts?subscription=sub&group=group&count=1").body())
                .get("skipToken")
                .stringValue())
        .isEqualTo("sub/group/acc");
    assertThat(send("DELETE", "/accounts/sub/group/empty", null).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/accounts/sub/group/empty", null).statusCode()).isEqualTo(204);
  }

  @Test
  void hidesModelsOfOtherAccounts() throws Exception {
    ModelRegistrationRequested request = request("hidden");
    publish(request);
    awaitFacts(request.id(), 1);

    HttpResponse<String> answer = get("/accounts/local/modelwright/other/models/" + request.id());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).get("code").stringValue()).isEqualTo("UnknownModel");
  }

  @Test
  void listsPagesOfWhatIsAskedFor() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ModelRegistrationRequested request = request("listed", "a", "b,c");
      publish(request);
      awaitFacts(request.id(), 1);
      ids.add(request.id());
    }
    publish(request("listed", "a"));
    String path = "/accounts/" + ACCOUNT + "/models?name=listed&tag=a&tag=b%2Cc&count=2";

    JsonNode first = JSON.readTree(get(path).body());
    JsonNode second =
        JSON.readTree(get(path + "&skipToken=" + first.get("skipToken").stringValue()).body());

    assertThat(ids(first)).containsExactly(ids.get(0), ids.get(1));
    assertThat(ids(second)).containsExactly(ids.get(2));
    assertThat(second.has("skipToken")).isFalse();
  }

  @Test
  void refusesReadsThatMakeNoSense() throws Exception {
    assertThat(get("/accounts/" + ACCOUNT + "/models/no-id").statusCode()).isEqualTo(400);
    assertThat(get("/accounts/" + ACCOUNT + "/models?count=0").statusCode()).isEqualTo(400);
    assertThat(get("/accounts/" + ACCOUNT + "/models?count=x").statusCode()).isEqualTo(400);
    assertThat(get("/accounts/" + ACCOUNT + "/models?skipToken=x").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesReadsWithoutTheToken() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(serviceUrl("/accounts/" + ACCOUNT + "/models")).build();

    assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void waitsForTheDatabaseAndLosesNothing() throws Exception {
    mongo.close();
    ModelRegistrationRequested request = request("patient");
    publish(request);
    assertThat(get("/accounts/" + ACCOUNT + "/models").statusCode()).isEqualTo(503);
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    assertThat(facts(request.id())).isEmpty();

    mongo = startMongo();

    assertThat(model(awaitFacts(request.id(), 1).getFirst()).version()).isEqualTo(1);
    await().atMost(LIMIT).until(() -> get("/actuator/health/readiness").statusCode() == 200);
  }

  private static MongoServer startMongo() {
    return MongoServer.start(directory.resolve("mongod"), MongoServer.executable());
  }

  private static ModelRegistrationRequested request(String name, String... tags) {
    return requestOf(ACCOUNT, name, tags);
  }

  private static ModelRegistrationRequested requestOf(String account, String name, String... tags) {
    return new ModelRegistrationRequested(
        UUID.randomUUID(),
        account,
        name,
        "for a test",
        List.of(tags),
        fileUrl("/model.bin"),
        "application/octet-stream",
        false);
  }

  private static void publish(ModelRegistrationRequested request) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.MODEL_REQUESTS, request.key().getBytes(UTF_8), CLOUD_EVENTS.write(request));
    CLOUD_EVENTS
        .headers(request, request.id())
        .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    send(message);
  }

  private static void publish(String topic, String type, String value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, value == null ? null : value.getBytes(UTF_8));
    if (type != null) {
      message.headers().add(CloudEvents.TYPE, type.getBytes(UTF_8));
    }
    send(message);
  }

  private static void send(ProducerRecord<byte[], byte[]> message) {
    try {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> awaitFacts(UUID id, int count) {
    await().atMost(LIMIT).until(() -> facts(id).size() >= count);
    return facts(id);
  }

  private static List<ConsumerRecord<byte[], byte[]>> facts(UUID id) {
    return seen(Topics.MODELS).stream()
        .filter(fact -> header(fact, CloudEvents.SUBJECT).equals(id.toString()))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> seen(String topic) {
    consumer.poll(Duration.ofMillis(50)).forEach(SEEN::add);
    return SEEN.stream().filter(message -> message.topic().equals(topic)).toList();
  }

  private static Problem rejection(UUID id) {
    return ((ModelRegistrationRejected) event(awaitFacts(id, 1).getFirst())).problem();
  }

  private static Model model(ConsumerRecord<byte[], byte[]> fact) {
    return ((ModelRegistered) event(fact)).model();
  }

  private static Event event(ConsumerRecord<byte[], byte[]> fact) {
    return CLOUD_EVENTS.read(header(fact, CloudEvents.TYPE), fact.value());
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static List<UUID> ids(JsonNode page) {
    List<UUID> ids = new ArrayList<>();
    page.get("value").forEach(model -> ids.add(UUID.fromString(model.get("id").stringValue())));
    return ids;
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(serviceUrl(path))
            .header("Authorization", TOKENS.authorization())
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(serviceUrl(path))
            .header("Authorization", TOKENS.authorization())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI serviceUrl(String path) {
    int port = ((WebServerApplicationContext) service).getWebServer().getPort();
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  private static URI fileUrl(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(files.getAddress().getPort(), path));
  }
}
