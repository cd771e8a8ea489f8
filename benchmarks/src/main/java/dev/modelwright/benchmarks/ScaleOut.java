package dev.modelwright.benchmarks;

import dev.modelwright.embedded.EmbeddedKafka;
import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.Topics;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.LostOwnershipException;
import dev.modelwright.worker.build.OrderHandler;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Ownership;
import dev.modelwright.worker.build.messaging.BuildWorkers;
import dev.modelwright.worker.build.messaging.KafkaBuildEvents;
import dev.modelwright.worker.build.messaging.QueueSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The workers' own loops on one partition of a real broker, with waiting in place of builds: how
 * much faster more workers are.
 */
public final class ScaleOut {

  private static final int ORDERS = 60;
  private static final Duration WORK = Duration.ofSeconds(2);
  private static final List<Integer> WORKERS = List.of(1, 2, 4, 8);
  private static final Duration LOCK = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Clock clock = Clock.systemUTC();
  private final CloudEvents cloudEvents = new CloudEvents("/benchmarks", clock);
  private final KafkaConnection kafka;
  private final TopicProvisioner topics;
  private final ImageRequested sample;

  private ScaleOut(String bootstrapServers) throws IOException {
    this.topics =
        new TopicProvisioner(
            MessagingProperties.open(
                bootstrapServers, 1, Duration.ofDays(1), Duration.ofSeconds(60)));
    this.kafka = KafkaConnection.open(bootstrapServers);
    try (InputStream text =
        ImageRequested.class.getResourceAsStream("ImageRequested.v1.sample.json")) {
      this.sample =
          (ImageRequested)
              cloudEvents.read(CloudEvents.typeOf(ImageRequested.class), text.readAllBytes());
    }
  }

  /**
   * @param arguments a folder for the broker
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "scale-out");
    figures.put("orders", ORDERS);
    figures.put("workMillis", WORK.toMillis());
    try (EmbeddedKafka broker = EmbeddedKafka.start(Path.of(arguments[0]))) {
      ScaleOut scaleOut = new ScaleOut(broker.bootstrapServers());
      for (int workers : WORKERS) {
        scaleOut.measure(workers, figures);
      }
    }
    System.out.println(JsonMapper.shared().writeValueAsString(figures));
  }

  private void measure(int number, Map<String, Object> figures) throws Exception {
    CountDownLatch joined = new CountDownLatch(number);
    CountDownLatch done = new CountDownLatch(number + ORDERS);
    List<BuildWorkers> workers = new ArrayList<>();
    try (KafkaBuildEvents deadLetters = deadLetters()) {
      topics.provision();
      send(number);
      long start = System.nanoTime();
      for (int i = 0; i < number; i++) {
        BuildWorkers worker = worker(new Waiting(joined, done), deadLetters);
        worker.start();
        workers.add(worker);
      }
      await(joined);
      figures.put("joinMillis" + number, millisSince(start));
      // Each has one order by now, and waits as long as a build takes: they begin together.
      start = System.nanoTime() + WORK.toNanos();
      send(ORDERS);
      await(done);
      long wall = millisSince(start);
      figures.put("wallMillis" + number, wall);
      figures.put(
          "efficiency" + number,
          Math.round(1000.0 * ORDERS * WORK.toMillis() / number / wall) / 1000.0);
    } finally {
      workers.forEach(BuildWorkers::stop);
    }
  }

  private BuildWorkers worker(OrderHandler handler, KafkaBuildEvents deadLetters) {
    return new BuildWorkers(
        new QueueSettings(kafka, 1, LOCK),
        topics,
        handler,
        () -> {},
        deadLetters,
        Traces.unexported(),
        clock);
  }

  private KafkaBuildEvents deadLetters() {
    return new KafkaBuildEvents(
        kafka,
        "benchmark",
        URI.create("http://127.0.0.1"),
        Traces.unexported(),
        new SimpleMeterRegistry(),
        clock);
  }

  private void send(int orders) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < orders; i++) {
        producer.send(order());
      }
    }
  }

  private ProducerRecord<byte[], byte[]> order() {
    UUID id = UUID.randomUUID();
    ImageRequested order =
        new ImageRequested(
            id,
            sample.account(),
            sample.name(),
            sample.version(),
            sample.repository(),
            sample.tag(),
            sample.manifest(),
            sample.environment());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.IMAGE_BUILDS,
            id.toString().getBytes(StandardCharsets.UTF_8),
            cloudEvents.write(order));
    cloudEvents
        .headers(order, id)
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("%d orders are missing".formatted(latch.getCount()));
    }
  }

  private static long millisSince(long nanos) {
    return Math.round((System.nanoTime() - nanos) / 1e6);
  }

  /** The first order of each worker begins when all workers have one. */
  private record Waiting(CountDownLatch joined, CountDownLatch done) implements OrderHandler {

    @Override
    public Outcome build(BuildOrder order, Ownership ownership) {
      try {
        joined.countDown();
        joined.await();
        Thread.sleep(WORK);
        ownership.confirm();
        done.countDown();
        return new Outcome.Succeeded(null, null);
      } catch (InterruptedException | LostOwnershipException _) {
        return new Outcome.Abandoned("it was told to stop");
      }
    }

    @Override
    public Outcome giveUp(BuildOrder order, int deaths) {
      throw new IllegalStateException("An order has come %d times".formatted(deaths));
    }
  }
}
