package dev.modelwright.worker.build.messaging;

import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageEvent.ImageBuildProgressed;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.Problem;
import dev.modelwright.schemas.Topics;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.Attempt;
import dev.modelwright.worker.build.BuildEvents;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.Failure;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Phase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes facts about builds on topic {@code images}. */
public final class KafkaBuildEvents implements BuildEvents, DeadLetters, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaBuildEvents.class);

  private static final String SOURCE = "/image-builder-worker";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_EVIDENCE_CHARACTERS = 16 * 1024;

  private final Producer<byte[], byte[]> producer;
  private final Traces traces;
  private final MeterRegistry meters;
  private final CloudEvents cloudEvents;
  private final String worker;
  private final URI publicUrl;

  /**
   * @param worker name of this worker, for people
   * @param publicUrl where the gateway serves build logs
   */
  public KafkaBuildEvents(
      KafkaConnection kafka,
      String worker,
      URI publicUrl,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    this(new KafkaProducer<>(kafka.with(settings())), worker, publicUrl, traces, meters, clock);
  }

  KafkaBuildEvents(
      Producer<byte[], byte[]> producer,
      String worker,
      URI publicUrl,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    this.producer = producer;
    this.traces = traces;
    this.meters = meters;
    this.cloudEvents = new CloudEvents(SOURCE, clock);
    this.worker = worker;
    this.publicUrl = publicUrl;
  }

  private static Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        10_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        30_000);
  }

  @Override
  public boolean put(ConsumerRecord<byte[], byte[]> message, String reason)
      throws InterruptedException {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLettersOf(message.topic()),
            null,
            message.key(),
            message.value(),
            message.headers());
    letter.headers().add(Topics.DEAD_LETTER_REASON, reason.getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(letter).get();
      meters.counter("modelwright.dead.letters", "topic", message.topic()).increment();
      return true;
    } catch (KafkaException | ExecutionException e) {
      log.warn("Cannot publish a dead letter: {}", e.getMessage());
      return false;
    }
  }

  @Override
  public void started(Attempt attempt) throws InterruptedException {
    BuildOrder order = attempt.order();
    publish(
        new ImageBuildStarted(
            order.image(),
            order.account(),
            attempt.number(),
            worker,
            URI.create("%s/images/%s/log".formatted(publicUrl, order.image())),
            attempt.startedAt()),
        order);
  }

  @Override
  public void progressed(Attempt attempt, List<Phase> phases) throws InterruptedException {
    BuildOrder order = attempt.order();
    try {
      send(
          new ImageBuildProgressed(
              order.image(), order.account(), attempt.number(), published(phases)),
          order);
    } catch (KafkaException | ExecutionException e) {
      log.debug("Progress of image {} was not published", order.image(), e);
    }
  }

  @Override
  public void succeeded(
      Attempt attempt, Outcome.Succeeded outcome, List<Phase> phases, Instant endedAt)
      throws InterruptedException {
    BuildOrder order = attempt.order();
    publish(
        new ImageSucceeded(
            order.image(),
            order.account(),
            attempt.number(),
            outcome.location().toString(),
            outcome.digest().value(),
            published(phases),
            endedAt),
        order);
  }

  @Override
  public void failed(Attempt attempt, Failure failure, List<Phase> phases, Instant endedAt)
      throws InterruptedException {
    BuildOrder order = attempt.order();
    publish(
        new ImageFailed(
            order.image(),
            order.account(),
            attempt.number(),
            problem(order, failure),
            published(phases),
            endedAt),
        order);
  }

  private static List<dev.modelwright.schemas.Phase> published(List<Phase> phases) {
    return phases.stream()
        .map(phase ->
            new dev.modelwright.schemas.Phase(
                phase.step().toString(),
                phase.startedAt(),
                phase.duration().orElse(null),
                phase.reused()))
        .toList();
  }

  private static Problem problem(BuildOrder order, Failure failure) {
    return new Problem(
        failure.reason().code(),
        "Cannot build image '%s', step '%s': %s"
            .formatted(order.title(), failure.step(), failure.message()),
        failure.reason().statusCode(),
        failure.evidence().isEmpty()
            ? List.of()
            : List.of(
                new Problem.Detail(
                    evidenceCode(failure), evidence(failure), failure.step().toString())));
  }

  private static String evidenceCode(Failure failure) {
    return failure.reason() == Failure.Reason.INIT_FAILED ? "Traceback" : "LogLines";
  }

  /** The end of it says most. */
  private static String evidence(Failure failure) {
    String text = String.join("\n", failure.evidence());
    return text.substring(Math.max(0, text.length() - MAX_EVIDENCE_CHARACTERS));
  }

  private void publish(Event event, BuildOrder order) throws InterruptedException {
    while (true) {
      try {
        send(event, order);
        return;
      } catch (KafkaException | ExecutionException e) {
        log.warn(
            "Cannot publish {} of image {}: {}. Trying again.",
            event.getClass().getSimpleName(),
            order.image(),
            e.getMessage());
        Thread.sleep(PAUSE);
      }
    }
  }

  /** The build's; the order's where the thread is not the build's own. */
  private Map<String, String> trace(BuildOrder order) {
    Map<String, String> own = traces.headers();
    return own.isEmpty() ? order.trace() : own;
  }

  /** Returns when the broker has acknowledged it. */
  private void send(Event event, BuildOrder order) throws ExecutionException, InterruptedException {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.of(event),
            event.key().getBytes(StandardCharsets.UTF_8),
            cloudEvents.write(event));
    cloudEvents
        .headers(event, order.cause(), trace(order))
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(message).get();
    } catch (InterruptException _) {
      // Kafka's own unchecked one, which sets the flag again.
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
