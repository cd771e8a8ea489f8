package dev.modelwright.worker.build.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageReference;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Tag;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ImageEvent;
import dev.modelwright.schemas.Topics;
import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.Attempt;
import dev.modelwright.worker.build.BuildEnvironment;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.Failure;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Phase;
import dev.modelwright.worker.build.Step;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KafkaBuildEventsTests {

  private static final UUID IMAGE = UUID.fromString("e6b50818-0dfe-4e75-a987-c2fb6dc61431");
  private static final UUID CAUSE = UUID.fromString("0d7b1d4e-5a0c-4a43-9d8a-3a3d8a0f6b11");
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Instant ENDED = Instant.parse("2026-11-26T12:00:16Z");

  private static final List<Phase> PHASES =
      List.of(
          new Phase(
              Step.ENVIRONMENT,
              Instant.parse("2026-11-26T12:00:03Z"),
              Optional.of(Duration.ofMillis(11_200)),
              false),
          new Phase(
              Step.MODELS,
              Instant.parse("2026-11-26T12:00:14.200Z"),
              Optional.of(Duration.ofMillis(100)),
              true));

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Traces traces = Traces.unexported();
  private final KafkaBuildEvents events =
      new KafkaBuildEvents(
          producer,
          "worker-1",
          URI.create("https://modelwright.example.org"),
          traces,
          new SimpleMeterRegistry(),
          Clock.systemUTC());
  private final Attempt attempt = new Attempt(order(), 1, Instant.parse("2026-11-26T12:00:03Z"));

  @Test
  void publishesStartedAsTheSampleSays() throws Exception {
    events.started(attempt);

    assertThat(published()).isEqualTo(sample("ImageBuildStarted"));
  }

  @Test
  void publishesProgressAsTheSampleSays() throws Exception {
    events.progressed(attempt, PHASES);

    assertThat(published()).isEqualTo(sample("ImageBuildProgressed"));
  }

  @Test
  void publishesSuccessAsTheSampleSays() throws Exception {
    events.succeeded(
        attempt,
        new Outcome.Succeeded(
            new ImageReference(
                "registry.example.org", RepositoryName.of("housingmodel-image"), Tag.of("1")),
            Digest.ofHex("4e".repeat(32))),
        PHASES,
        ENDED);

    assertThat(published()).isEqualTo(sample("ImageSucceeded"));
  }

  @Test
  void publishesFailureWithItsEvidence() throws Exception {
    events.failed(
        attempt,
        new Failure(
            Failure.Reason.INIT_FAILED,
            Step.VERIFICATION,
            "init() failed: KeyError. Correct the driver.",
            List.of("Traceback (most recent call last):", "KeyError")),
        PHASES,
        ENDED);

    JsonNode published = published();
    assertThat(published.get("phases")).isEqualTo(sample("ImageFailed").get("phases"));
    assertThat(published.get("problem"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"code": "InitFailed", "statusCode": 400,
                     "message": "Cannot build image 'housingmodel-image:1', step 'verification': init() failed: KeyError. Correct the driver.",
                     "details": [{"code": "Traceback", "target": "verification",
                                  "message": "Traceback (most recent call last):\\nKeyError"}]}
                    """));
  }

  @Test
  void namesImageAndCauseInTheHeaders() throws Exception {
    events.started(attempt);

    ProducerRecord<byte[], byte[]> message = producer.history().getFirst();
    assertThat(message.topic()).isEqualTo(Topics.IMAGES);
    assertThat(new String(message.key(), UTF_8)).isEqualTo(IMAGE.toString());
    assertThat(header(message, CloudEvents.TYPE)).isEqualTo("dev.modelwright.ImageBuildStarted.v1");
    assertThat(header(message, CloudEvents.SUBJECT)).isEqualTo(IMAGE.toString());
    assertThat(header(message, CloudEvents.CORRELATION_ID)).isEqualTo(CAUSE.toString());
  }

  @Test
  void carriesTheTraceOfTheBuildAsHeaderAndAsAttribute() throws Exception {
    try (ActiveSpan _ = traces.message("build", Map.of("traceparent", TRACEPARENT)::get)) {
      events.started(attempt);
    }
    // From a thread that is not the build's.
    events.progressed(attempt, PHASES);

    assertThat(producer.history())
        .hasSize(2)
        .allSatisfy(message -> {
          assertThat(header(message, "traceparent")).isEqualTo(TRACEPARENT);
          assertThat(header(message, "ce_traceparent")).isEqualTo(TRACEPARENT);
        });
  }

  private JsonNode published() {
    return JsonMapper.shared().readTree(producer.history().getFirst().value());
  }

  private static String header(ProducerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static JsonNode sample(String event) throws IOException {
    try (InputStream sample = ImageEvent.class.getResourceAsStream(event + ".v1.sample.json")) {
      return JsonMapper.shared().readTree(sample);
    }
  }

  private static BuildOrder order() {
    return new BuildOrder(
        IMAGE,
        CAUSE,
        Map.of("traceparent", TRACEPARENT),
        "local/modelwright/default",
        "housingmodel-image",
        1,
        RepositoryName.of("housingmodel-image"),
        Tag.of("1"),
        null,
        "Python",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        null,
        BuildEnvironment.usual());
  }
}
