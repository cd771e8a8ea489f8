package dev.modelwright.worker.build.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.schemas.ImageBuildEvent.ImageRequested;
import dev.modelwright.schemas.Topics;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.testsupport.TestKafka;
import dev.modelwright.worker.ImageFacts;
import dev.modelwright.worker.WorkerFixture;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.LostOwnershipException;
import dev.modelwright.worker.build.OrderHandler;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Ownership;
import dev.modelwright.worker.build.Readiness;
import dev.modelwright.worker.engine.UnavailableEngineException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of builds on a real broker, with handlers in place of builds. */
class BuildQueueIT {

  /** The shortest that the broker allows. */
  private static final Duration LOCK = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path directory;

  private final KafkaConnection kafka = KafkaConnection.open(TestKafka.bootstrapServers());
  private final QueueSettings settings = new QueueSettings(kafka, 1, LOCK);
  private final KafkaBuildEvents deadLetters =
      new KafkaBuildEvents(
          kafka,
          "worker",
          URI.create("http://127.0.0.1:8080"),
          Traces.unexported(),
          new SimpleMeterRegistry(),
          Clock.systemUTC());
  private final List<BuildSlot> slots = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private BuildQueue queue;
  private ImageFacts topics;
  private WorkerFixture orders;

  @BeforeEach
  void prepareQueue() throws InterruptedException {
    new TopicProvisioner(
            MessagingProperties.open(
                kafka.bootstrapServers(), 1, Duration.ofDays(1), Duration.ofSeconds(60)))
        .provision();
    queue = new BuildQueue(settings);
    queue.prepare();
    topics = new ImageFacts();
    orders = new WorkerFixture(directory);
  }

  @AfterEach
  void stopSlots() throws InterruptedException {
    slots.forEach(BuildSlot::stop);
    for (Thread thread : threads) {
      thread.join();
    }
    topics.close();
    deadLetters.close();
  }

  @Test
  void keepsABuildThatTakesLongerThanItsLock() {
    Handler handler = new Handler();
    handler.behaviour =
        (_, ownership) -> {
          Awaitility.await().pollDelay(LOCK.plusSeconds(5)).atMost(PATIENCE).until(() -> true);
          ownership.confirm();
          return new Outcome.Succeeded(null, null);
        };
    start(handler);
    start(handler);
    ImageRequested order = send("long");

    handler.awaitEnded(order.id());
    assertThat(handler.begun(order.id())).hasSize(1);
  }

  @Test
  void finishesEveryOrderOnceAcrossSlots() {
    Handler handler = new Handler();
    start(handler);
    start(handler);
    List<UUID> images = List.of(send("a").id(), send("b").id(), send("c").id(), send("d").id());

    images.forEach(handler::awaitEnded);
    assertThat(images).allSatisfy(image -> assertThat(handler.begun(image)).hasSize(1));
  }

  @Test
  void leavesBuildsToOthersWhileTheEngineIsAway() throws InterruptedException {
    Handler idle = new Handler();
    AtomicBoolean away = new AtomicBoolean(true);
    start(
        idle,
        () -> {
          if (away.get()) {
            throw new UnavailableEngineException("Cannot reach the engine", null);
          }
        });
    Handler busy = new Handler();
    BuildSlot other = start(busy);
    ImageRequested order = send("left-to-others");
    busy.awaitEnded(order.id());

    other.stop();
    threads.getLast().join();
    away.set(false);
    ImageRequested next = send("taken");
    idle.awaitEnded(next.id());

    assertThat(idle.begun(order.id())).isEmpty();
  }

  @Test
  void handsTheBuildOfAStoppedSlotToAnotherAtOnce() {
    Handler stopped = new Handler();
    CountDownLatch interrupted = new CountDownLatch(1);
    stopped.behaviour =
        (_, _) -> {
          try {
            new CountDownLatch(1).await();
            return null;
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    BuildSlot first = start(stopped);
    ImageRequested order = send("handed-over");
    stopped.awaitBegun(order.id());

    first.stop();
    Handler other = new Handler();
    start(other);

    other.awaitEnded(order.id());
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void publishesEveryOrderOnceWhileWorkersComeAndGo() {
    Publishing handler = new Publishing();
    List<UUID> images = new ArrayList<>();
    BuildSlot first = start(handler);
    start(handler);
    for (int number = 0; number < 60; number++) {
      images.add(send("busy-" + number).id());
    }

    handler.awaitPublished(5);
    start(handler);
    start(handler);
    handler.awaitPublished(15);
    first.stop();
    handler.awaitPublished(25);
    BuildSlot brief = start(handler);
    handler.awaitPublished(35);
    brief.stop();

    handler.awaitPublished(images.size());
    assertThat(handler.published).containsExactlyInAnyOrderElementsOf(images);
  }

  @Test
  void losesABuildThatIsNotRenewedAndSaysSo() throws Exception {
    try (KafkaShareConsumer<byte[], byte[]> consumer = queue.join()) {
      ImageRequested order = send("frozen");
      AtomicReference<ConsumerRecord<byte[], byte[]>> taken = new AtomicReference<>();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(taken::set);
            return taken.get() != null;
          });
      Lease lease = new Lease(consumer, taken.get(), LOCK);
      Handler other = new Handler();
      start(other);

      other.awaitEnded(order.id());
      assertThat(lease.renew()).isEqualTo(Lease.State.LOST);
      assertThat(lease.end(AcknowledgeType.ACCEPT)).isFalse();
    }
  }

  @Test
  void refusesToConfirmWhatIsLost() {
    Work work =
        Work.start(
            UUID.randomUUID(),
            ownership -> {
              assertThatThrownBy(ownership::confirm).isInstanceOf(LostOwnershipException.class);
              return new Outcome.Abandoned("lost");
            });

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> {
          Work.Signal signal = work.next(Duration.ofMillis(50)).orElse(null);
          if (signal instanceof Work.Signal.Confirmation confirmation) {
            confirmation.held().complete(false);
          }
          return signal instanceof Work.Signal.Finished;
        });
  }

  @Test
  void takesACancelledOrderFromTheQueue() {
    Handler handler = new Handler();
    handler.behaviour = (_, _) -> new Outcome.Cancelled();
    start(handler);
    ImageRequested cancelled = send("cancelled");
    handler.awaitEnded(cancelled.id());
    ImageRequested next = send("next");

    handler.awaitEnded(next.id());
    assertThat(handler.begun(cancelled.id())).hasSize(1);
  }

  @Test
  void putsWhatCannotBeReadToTheDeadLettersAndGoesOn() {
    Handler handler = new Handler();
    start(handler);
    ImageRequested broken = orders.order("broken", "");
    topics.send(broken, "no json".getBytes());
    topics.send("dev.modelwright.Nothing.v1", "unknown type");
    topics.send("dev.modelwright.ImageRequested.v2", "unknown version");
    topics.send("dev.modelwright.ImageRequested.v1", "{\"id\": \"%s\"}".formatted(broken.id()));
    topics.send(null, "no CloudEvent");
    ImageRequested next = send("next");

    handler.awaitEnded(next.id());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(reasons())
                .anySatisfy(reason -> assertThat(reason).contains("no JSON"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown type"))
                .anySatisfy(reason -> assertThat(reason).contains("unknown version 2"))
                .anySatisfy(reason -> assertThat(reason).contains("schema", "repository"))
                .anySatisfy(reason -> assertThat(reason).contains("no header ce_type")));
    assertThat(handler.begun(broken.id())).isEmpty();
  }

  private static List<String> reasons() {
    TopicPartition partition = new TopicPartition(Topics.deadLettersOf(Topics.IMAGE_BUILDS), 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(2)).records(partition).stream()
          .map(message -> message.headers().lastHeader(Topics.DEAD_LETTER_REASON))
          .filter(Objects::nonNull)
          .map(reason -> new String(reason.value()))
          .toList();
    }
  }

  private ImageRequested send(String name) {
    ImageRequested order = orders.order(name, "");
    topics.send(order);
    return order;
  }

  private BuildSlot start(OrderHandler handler) {
    return start(handler, () -> {});
  }

  private BuildSlot start(OrderHandler handler, Readiness readiness) {
    BuildSlot slot =
        new BuildSlot(
            queue,
            settings,
            new BuildOrders(Clock.systemUTC()),
            handler,
            readiness,
            deadLetters,
            Traces.unexported());
    slots.add(slot);
    threads.add(Thread.ofPlatform().start(slot));
    return slot;
  }

  /** Remembers what it was asked for; succeeds unless told otherwise. */
  private static final class Handler implements OrderHandler {

    private final List<UUID> begun = new CopyOnWriteArrayList<>();
    private final List<UUID> ended = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (_, _) -> new Outcome.Succeeded(null, null);

    interface Behaviour {
      Outcome build(BuildOrder order, Ownership ownership) throws InterruptedException;
    }

    @Override
    public Outcome build(BuildOrder order, Ownership ownership) {
      begun.add(order.image());
      try {
        Outcome outcome = behaviour.build(order, ownership);
        ended.add(order.image());
        return outcome;
      } catch (InterruptedException _) {
        return new Outcome.Abandoned("it was told to stop");
      }
    }

    @Override
    public Outcome giveUp(BuildOrder order, int deaths) {
      throw new AssertionError("Nothing dies here");
    }

    List<UUID> begun(UUID image) {
      return begun.stream().filter(image::equals).toList();
    }

    void awaitBegun(UUID image) {
      Awaitility.await().atMost(PATIENCE).until(() -> begun.contains(image));
    }

    void awaitEnded(UUID image) {
      Awaitility.await().atMost(PATIENCE).until(() -> ended.contains(image));
    }
  }

  /** Works for a while and then publishes what it still owns, as a build does. */
  private static final class Publishing implements OrderHandler {

    private static final Duration WORK = Duration.ofMillis(300);

    private final List<UUID> published = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);

    @Override
    public Outcome build(BuildOrder order, Ownership ownership) {
      try {
        told.await(WORK.toMillis(), TimeUnit.MILLISECONDS);
        ownership.confirm();
        published.add(order.image());
        return new Outcome.Succeeded(null, null);
      } catch (InterruptedException | LostOwnershipException _) {
        return new Outcome.Abandoned("it was told to stop");
      }
    }

    @Override
    public Outcome giveUp(BuildOrder order, int deaths) {
      throw new AssertionError("Nothing dies here");
    }

    void awaitPublished(int count) {
      Awaitility.await().atMost(PATIENCE).until(() -> published.size() >= count);
    }
  }
}
