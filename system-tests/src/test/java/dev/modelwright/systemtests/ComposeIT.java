package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole product in containers; one start for all tests, since it is what takes long. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

  private static final int CONTAINERS = 8;
  private static final List<String> SERVICES =
      List.of("image-builder-worker", "manifest-service", "gateway", "registry-service", "kafka");
  private static final int IMAGES = 12;

  @TempDir private static Path directory;

  private static ComposedProduct composed;

  @BeforeAll
  static void prepare() {
    composed = ComposedProduct.prepare(directory);
  }

  @AfterAll
  static void leaveNothing() {
    composed.close();
    Docker.removeImagesOf(composed.containerRegistry());
    assertThat(composed.remains()).isEmpty();
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({
    "MODELWRIGHT_PORT, 80800, MODELWRIGHT_PORT=8080",
    "MODELWRIGHT_PUBLIC_URL, example.org, MODELWRIGHT_PUBLIC_URL=http://127.0.0.1:8080",
    "MODELWRIGHT_STORAGE_KEY, short, MODELWRIGHT_STORAGE_KEY=",
    "MODELWRIGHT_WORKER_SLOTS, many, MODELWRIGHT_WORKER_SLOTS=1",
    "MODELWRIGHT_RUNTIMES, /nowhere, runtimes/build",
    "MODELWRIGHT_CA_BUNDLE, /nowhere, MODELWRIGHT_CA_BUNDLE=/etc/ssl",
  })
  void namesAWrongSettingWithAnExampleBeforeAnythingStarts(
      String name, String value, String example) {
    var answer = composed.ask(Map.of(name, value), "deploy/compose", "up", "-d");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.output()).contains(name, example);
    assertThat(composed.remains()).isEmpty();
  }

  @Test
  @Order(1)
  void namesAPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      var answer =
          composed.ask(
              Map.of(
                  "MODELWRIGHT_REGISTRY_PORT",
                  port,
                  "MODELWRIGHT_REGISTRY_ADDRESS",
                  "127.0.0.1:" + port),
              "deploy/compose",
              "check");

      assertThat(answer.status()).isEqualTo(1);
      assertThat(answer.output()).contains("port " + port, "MODELWRIGHT_REGISTRY_PORT=");
    }
  }

  @Test
  @Order(2)
  void makesTheHousingImageByTheCommandsOfTheReadme() {
    String output = composed.followReadme();

    assertThat(output).contains("[70054.4, 114978.15]");
    composed.awaitHealth(CONTAINERS + 1);
  }

  @Test
  @Order(3)
  void letsAPublisherOutsideWriteRequestsAndNothingElse() throws Exception {
    Map<String, Object> settings = new HashMap<>(composed.publisher());
    settings.put("enable.idempotence", false);
    try (Producer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      // No CloudEvent: it is taken, and goes to the dead letters.
      assertThat(producer.send(new ProducerRecord<>("image-requests", "x", "x")).get().topic())
          .isEqualTo("image-requests");
      for (String topic : List.of("image-builds", "images", "models", "dlq.images")) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "x", "x")).get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  @Order(4)
  void makesAnImageForProgramsThatKnowOnlyKafkaOutsideAndInside() throws Exception {
    List<String> urls = Samples.trivialUrls(composed.product());
    Map<String, String> user = composed.publisherUser();
    List<String> outside = new ArrayList<>();
    outside.add(Repository.python().toString());
    outside.add(Repository.example("events/make_image.py").toString());
    outside.addAll(List.of(composed.kafka(), "from-outside"));
    outside.addAll(urls);
    List<String> inside = new ArrayList<>(List.of("deploy/compose", "exec", "-T"));
    user.forEach((name, value) -> inside.addAll(List.of("-e", name + "=" + value)));
    inside.addAll(List.of("-e", "KAFKA_CLASSPATH=/opt/kafka/libs/*", "kafka"));
    inside.addAll(List.of("bash", "-s", "kafka:9092", "from-inside"));
    inside.addAll(urls);

    assertThat(composed.succeed(user, outside.toArray(String[]::new)))
        .contains("ImageSucceeded", composed.containerRegistry() + "/from-outside:1");
    assertThat(
            composed.succeed(
                Repository.example("events/make-image"), inside.toArray(String[]::new)))
        .contains("ImageSucceeded", composed.containerRegistry() + "/from-inside:1");
  }

  @Test
  @Order(5)
  void endsEveryImageOnceWhileEachServiceIsKilledAndWorkersComeAndGo() throws Exception {
    Product product = composed.product();
    String manifest = Samples.trivialManifest(product, "killed");
    List<String> images = new ArrayList<>();
    for (int number = 0; number < IMAGES; number++) {
      images.add(product.orderImage("killed-" + number, manifest));
    }
    for (String service : SERVICES) {
      composed.compose("kill", service);
      composed.compose("up", "-d", "--no-recreate", "--scale", "image-builder-worker=2");
    }
    composed.awaitHealth(CONTAINERS + 1);
    composed.compose("up", "-d", "--no-recreate", "--scale", "image-builder-worker=1");
    composed.awaitHealth(CONTAINERS);

    for (String image : images) {
      assertThat(product.awaitEnd(image).get("CreationState").asString())
          .as(() -> product.log(image))
          .isEqualTo("Succeeded");
    }
    for (String image : images) {
      Stream<String> facts = ImageFacts.of(image, composed.publisher()).stream();
      assertThat(facts.filter("dev.modelwright.ImageSucceeded.v1"::equals)).hasSize(1);
    }
  }
}
