package dev.modelwright.worker.build.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.worker.build.BuildEnvironment;
import dev.modelwright.worker.build.BuildOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildOrdersTests {

  private static final String TYPE = "dev.modelwright.ImageRequested.v1";

  private final BuildOrders orders = new BuildOrders(Clock.systemUTC());

  @Test
  void readsTheSample() throws IOException {
    BuildOrder order = orders.read(message(TYPE, sample()));

    assertThat(order.title()).isEqualTo("housingmodel-image:1");
    assertThat(order.runtimeType()).isEqualTo("SparkPython");
    assertThat(order.condaFile())
        .hasValueSatisfying(file -> assertThat(file.fileName()).isEqualTo("myconda.yml"));
    assertThat(order.requirementsFile()).isEmpty();
    assertThat(order.models())
        .singleElement()
        .satisfies(model -> {
          assertThat(model.name()).isEqualTo("housing.model");
          assertThat(model.content().isUnpacked()).isTrue();
          assertThat(model.content().roots()).containsExactly("housing.model");
        });
    assertThat(order.driver().content().fileName()).isEqualTo("scoring.py");
    assertThat(order.cause()).isEqualTo(order.image());
  }

  @Test
  void readsWhatTheEnvironmentSays() throws IOException {
    BuildEnvironment environment = orders.read(message(TYPE, sample())).environment();

    assertThat(environment.destination())
        .hasValueSatisfying(destination -> {
          assertThat(destination.access().location()).isEqualTo("registry.example.org/team/images");
          assertThat(destination.access().credentials()).isEmpty();
          assertThat(destination.sealedCredentials()).isPresent();
        });
    assertThat(environment.memory()).contains(4L << 30);
    assertThat(environment.cpus()).contains(2.0);
    assertThat(environment.timeout()).contains(Duration.ofMinutes(30));
    assertThat(environment.runtimes()).containsEntry("SparkPython", "spark-python");
    assertThat(environment.artifactStore()).isEqualTo(new StoreName("team"));
  }

  @Test
  void takesAnEnvironmentWithoutArtifactStoreForOneOfTheDefault() throws IOException {
    String without = sample().replaceFirst("\"artifactStore\"", "\"gone\"");

    assertThat(orders.read(message(TYPE, without)).environment().artifactStore())
        .isEqualTo(StoreName.DEFAULT);
  }

  @Test
  void takesAnOrderWithoutEnvironmentForTheWorkersOwn() throws IOException {
    String without = sample().replaceFirst("\"environment\"", "\"gone\"");

    assertThat(orders.read(message(TYPE, without)).environment())
        .isEqualTo(BuildEnvironment.usual());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://registry.example.org", "team/images"})
  void refusesAContainerRegistryThatNoneCanBe(String what) throws IOException {
    String wrong = sample().replace("\"" + what + "\"", "\"No such thing!\"");

    assertThatThrownBy(() -> orders.read(message(TYPE, wrong)))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void ignoresAnUnknownProperty() throws IOException {
    String more = sample().replaceFirst("\\{", "{\"isNew\": [1, 2],");

    assertThat(orders.read(message(TYPE, more)).title()).isEqualTo("housingmodel-image:1");
  }

  @Test
  void takesTheCauseFromTheHeader() throws IOException {
    UUID cause = UUID.randomUUID();
    ConsumerRecord<byte[], byte[]> message = message(TYPE, sample());
    message.headers().add(CloudEvents.CORRELATION_ID, cause.toString().getBytes());

    assertThat(orders.read(message).cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scoringFileId", "repository", "content", "runtimeType"})
  void refusesAnOrderThatLacksSomething(String what) throws IOException {
    String less = sample().replaceFirst("\"" + what + "\"", "\"gone\"");

    assertThatThrownBy(() -> orders.read(message(TYPE, less)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("Cannot read");
  }

  @Test
  void refusesWhatIsNoOrder() {
    assertThatThrownBy(() -> orders.read(message(TYPE, "no json")))
        .isInstanceOf(UnreadableEventException.class);
    assertThatThrownBy(() -> orders.read(message("dev.somebody.Else.v1", "{}")))
        .isInstanceOf(UnreadableEventException.class);
  }

  private static ConsumerRecord<byte[], byte[]> message(String type, String value) {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>("image-builds", 0, 0, null, value.getBytes(StandardCharsets.UTF_8));
    message.headers().add(CloudEvents.TYPE, type.getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private static String sample() throws IOException {
    try (InputStream sample =
        ImageRequested.class.getResourceAsStream("ImageRequested.v1.sample.json")) {
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
