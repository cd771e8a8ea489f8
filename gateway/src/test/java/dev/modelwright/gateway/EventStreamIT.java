package dev.modelwright.gateway;

import static dev.modelwright.gateway.RunningGateway.ORIGINAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Topics;
import dev.modelwright.testsupport.TestKafka;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account's facts as a stream of CloudEvents, broken off and resumed. */
class EventStreamIT {

  private static final String MODEL =
      "{\"name\": \"%s\", \"url\": \"https://store.example.org/m.zip\"}";

  private static RunningGateway gateway;

  /** A fresh one for each test, so that no other test is heard. */
  private final String account =
      "/api/subscriptions/s/resourceGroups/events/accounts/" + UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.get();
  }

  @Test
  void tellsFactsAsCloudEventsWhileTheyHappen() throws Exception {
    try (Following following = follow("/events", null)) {
      UUID image = gateway.createImage();
      gateway.owners().start(image);
      gateway.owners().succeed(image);

      List<JsonNode> events =
          following.await(told -> told.stream().filter(event -> about(event, image)).count() == 3);

      List<JsonNode> ofImage = events.stream().filter(event -> about(event, image)).toList();
      assertThat(ofImage)
          .extracting(event -> event.get("type").stringValue())
          .containsExactly(
              "dev.modelwright.ImageQueued.v1",
              "dev.modelwright.ImageBuildStarted.v1",
              "dev.modelwright.ImageSucceeded.v1");
      assertThat(ofImage.getLast().propertyNames())
          .contains(
              "specversion",
              "id",
              "source",
              "type",
              "subject",
              "time",
              "datacontenttype",
              "correlationid",
              "data");
      assertThat(ofImage.getLast().at("/data/location").stringValue()).endsWith("/housing:1");
      assertThat(following.contentType()).isEqualTo("text/event-stream;charset=UTF-8");
    }
  }

  @Test
  void resumesAfterAnyEventWithoutLossOrRepetition() throws Exception {
    List<String> names = new ArrayList<>();
    List<String> ids;
    List<String> told;
    try (Following following = follow(account + "/events", null)) {
      for (int model = 0; model < 12; model++) {
        names.add(registerModel("m" + model));
      }
      following.await(events -> events.size() == names.size());
      ids = following.ids();
      told = following.modelNames();
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(names);
    String later = registerModel("while-away");

    for (int last = 0; last < ids.size(); last++) {
      List<String> seen = told.subList(0, last + 1);
      try (Following following = follow(account + "/events", ids.get(last))) {
        following.await(events -> events.size() == names.size() - seen.size() + 1);

        assertThat(Stream.concat(seen.stream(), following.modelNames().stream()))
            .as("after %s", ids.get(last))
            .containsExactlyInAnyOrderElementsOf(
                Stream.concat(names.stream(), Stream.of(later)).toList());
      }
    }
  }

  @Test
  void losesNothingOfWhatIsPublishedWhileItResumes() throws Exception {
    String before;
    try (Following following = follow(account + "/events", null)) {
      before = following.awaitId();
    }
    List<String> names = new CopyOnWriteArrayList<>();
    Thread publisher =
        Thread.startVirtualThread(() -> {
          for (int model = 0; model < 60; model++) {
            names.add(registerModel("m" + model));
          }
        });
    List<String> told = new ArrayList<>();
    String id = before;
    while (told.size() < 60) {
      try (Following following = follow(account + "/events", id)) {
        following.await(events -> !events.isEmpty());
        following.close();
        told.addAll(following.modelNames());
        id = following.ids().getLast();
      }
    }

    assertThat(publisher.join(Duration.ofSeconds(20))).isTrue();
    assertThat(told).containsExactlyElementsOf(told.stream().distinct().toList());
    assertThat(told).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void neverTellsFactsOfAnotherAccount() throws Exception {
    try (Following following = follow(account + "/events", null);
        Following other = follow(ORIGINAL + "/events", null)) {
      gateway.registerModel();
      String name = registerModel("own");

      following.await(events -> events.size() == 1);
      gateway.post(ORIGINAL + "/models", MODEL.formatted("others"));
      other.await(events -> !events.isEmpty());

      assertThat(following.modelNames()).containsExactly(name);
      assertThat(other.modelNames()).containsExactly("others");
    }
  }

  @Test
  void tellsOnlyTheTypesAndTheSubjectThatAreAskedFor() throws Exception {
    UUID image = gateway.createImage();
    UUID other = gateway.createImage();
    try (Following following =
        follow(
            "/events?type=ImageSucceeded&type=dev.modelwright.ImageFailed.v1&subject="
                + image.toString().replace("-", ""),
            null)) {
      gateway.owners().start(image);
      gateway.owners().succeed(other);
      gateway.owners().succeed(image);

      List<JsonNode> events = following.await(told -> !told.isEmpty());

      assertThat(events)
          .singleElement()
          .satisfies(event -> {
            assertThat(event.get("type").stringValue())
                .isEqualTo("dev.modelwright.ImageSucceeded.v1");
            assertThat(about(event, image)).isTrue();
          });
    }
  }

  @Test
  void breaksSilenceWithCommentsThatMoveTheReaderPastWhatItIsNotTold() throws Exception {
    try (Following following = follow(account + "/events", null)) {
      String first = following.awaitId();
      gateway.registerModel();

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(following.lines()).last().isNotEqualTo("id: " + first));
      assertThat(following.lines()).contains(": waiting for facts").noneMatch(Following::isData);
    }
  }

  @Test
  void saysThatFactsAreKeptNoLonger() throws Exception {
    String before;
    try (Following following = follow(account + "/events", null)) {
      before = following.awaitId();
    }
    registerModel("one");
    forgetAllModels();

    HttpResponse<String> response = gateway.send(request("/events", before));

    assertThat(response.statusCode()).isEqualTo(410);
    assertThat(RunningGateway.body(response).get("message").stringValue())
        .contains(before, "kept no longer", "without Last-Event-ID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "1-2", "-1.0.0.0-0.0.0.0-0.0.0.0"})
  void refusesIdsThatItHasNotGiven(String id) throws Exception {
    HttpResponse<String> response = gateway.send(request("/events", id));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(RunningGateway.body(response).get("message").stringValue()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999.0.0.0-0.0.0.0-0.0.0.0", "0.0.0.0.0-0.0.0.0-0.0.0.0"})
  void refusesPositionsThatNobodyCanHaveReached(String id) throws Exception {
    HttpResponse<String> response = gateway.send(request("/events", id));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    assertThat(RunningGateway.body(response).get("message").stringValue()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"type=ModelRegistrationRequested", "type=x", "subject=x"})
  void refusesFiltersItDoesNotKnow(String query) throws Exception {
    assertThat(gateway.send(request("/events?" + query, null)).statusCode()).isEqualTo(400);
  }

  @Test
  void limitsHowManyFollowAtOnce() throws Exception {
    List<Following> open = new ArrayList<>();
    try {
      for (int stream = 0; stream < RunningGateway.MAX_STREAMS; stream++) {
        open.add(follow(account + "/events", null));
      }

      HttpResponse<String> refused = gateway.send(request("/events", null));

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("modelwright.events.max-streams");
    } finally {
      open.forEach(Following::close);
    }
  }

  @Test
  void answersHeadWithoutFollowing() throws Exception {
    HttpResponse<String> response =
        gateway.send(request("/events", null).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
  }

  private static boolean about(JsonNode event, UUID id) {
    return event.get("subject").stringValue().equals(id.toString());
  }

  private String registerModel(String name) {
    try {
      HttpResponse<String> response = gateway.post(account + "/models", MODEL.formatted(name));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return name;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void forgetAllModels() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin
          .describeTopics(List.of(Topics.MODELS))
          .allTopicNames()
          .get()
          .get(Topics.MODELS)
          .partitions()
          .forEach(partition ->
              all.put(
                  new TopicPartition(Topics.MODELS, partition.partition()),
                  RecordsToDelete.beforeOffset(-1)));
      admin.deleteRecords(all).all().get();
    }
  }

  /** Waits for a place: a reader that has gone is noticed when it is written to. */
  private static Following follow(String path, String lastEventId) throws Exception {
    HttpResponse<Stream<String>> response =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> gateway.open(request(path, lastEventId)),
                answer -> answer.statusCode() != 429);
    assertThat(response.statusCode()).isEqualTo(200);
    return new Following(response);
  }

  private static HttpRequest.Builder request(String path, String lastEventId) {
    HttpRequest.Builder request = gateway.request(path).header("Accept", "text/event-stream");
    return lastEventId == null ? request : request.header("Last-Event-ID", lastEventId);
  }

  /** A reader of one stream. */
  private static final class Following implements AutoCloseable {

    private final HttpResponse<Stream<String>> response;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    Following(HttpResponse<Stream<String>> response) {
      this.response = response;
      this.thread = Thread.startVirtualThread(this::read);
    }

    private void read() {
      try {
        response.body().takeWhile(_ -> !closed).forEach(lines::add);
      } catch (RuntimeException _) {
        // Closed.
      }
    }

    String contentType() {
      return response.headers().firstValue("Content-Type").orElseThrow();
    }

    List<String> lines() {
      return lines;
    }

    static boolean isData(String line) {
      return line.startsWith("data: ");
    }

    List<JsonNode> events() {
      return lines.stream()
          .filter(Following::isData)
          .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
          .toList();
    }

    List<String> modelNames() {
      return events().stream().map(event -> event.at("/data/model/name").stringValue()).toList();
    }

    /** The id under which each event came. */
    List<String> ids() {
      List<String> ids = new ArrayList<>();
      for (int line = 1; line < lines.size(); line++) {
        if (isData(lines.get(line))) {
          ids.add(lines.get(line - 1).substring("id: ".length()));
        }
      }
      return ids;
    }

    List<JsonNode> await(java.util.function.Predicate<List<JsonNode>> condition) {
      return Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::events, condition);
    }

    String awaitId() {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> lines.stream().filter(line -> line.startsWith("id: ")).findFirst().orElse(""),
              line -> !line.isEmpty())
          .substring("id: ".length());
    }

    @Override
    public void close() {
      closed = true;
      response.body().close();
      try {
        thread.join(Duration.ofSeconds(20));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
