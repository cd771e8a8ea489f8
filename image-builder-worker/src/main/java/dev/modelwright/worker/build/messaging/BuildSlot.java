package dev.modelwright.worker.build.messaging;

import dev.modelwright.schemas.Topics;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.OrderHandler;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Ownership;
import dev.modelwright.worker.build.Readiness;
import dev.modelwright.worker.build.messaging.Lease.State;
import dev.modelwright.worker.build.messaging.Work.Signal.Confirmation;
import dev.modelwright.worker.build.messaging.Work.Signal.Finished;
import dev.modelwright.worker.engine.EngineException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one build after another: while the build works in a thread of its own, this one keeps the
 * order by renewing its lock.
 */
final class BuildSlot implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(BuildSlot.class);

  private static final Duration POLL_LIMIT = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(2);
  private static final Duration WHEN_UNCERTAIN = Duration.ofSeconds(1);

  private final BuildQueue queue;
  private final QueueSettings settings;
  private final BuildOrders orders;
  private final OrderHandler handler;
  private final Readiness readiness;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private volatile boolean stopping;

  BuildSlot(
      BuildQueue queue,
      QueueSettings settings,
      BuildOrders orders,
      OrderHandler handler,
      Readiness readiness,
      DeadLetters deadLetters,
      Traces traces) {
    this.queue = queue;
    this.settings = settings;
    this.orders = orders;
    this.handler = handler;
    this.readiness = readiness;
    this.deadLetters = deadLetters;
    this.traces = traces;
  }

  /** The build that runs is broken off and goes to another worker at once. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        awaitReadiness();
        takeBuilds();
      }
    } catch (InterruptedException | InterruptException _) {
      log.debug("Interrupted: this slot takes no more builds");
    }
  }

  private void awaitReadiness() throws InterruptedException {
    boolean told = false;
    while (!stopping) {
      try {
        readiness.check();
        return;
      } catch (EngineException e) {
        if (!told) {
          log.warn("No builds are taken: {}", e.getMessage());
          told = true;
        }
        Thread.sleep(PAUSE_AFTER_ERROR);
      }
    }
  }

  /** Until the engine is away: in the hands of a worker without one, builds would only fail. */
  private void takeBuilds() throws InterruptedException {
    try (KafkaShareConsumer<byte[], byte[]> consumer = queue.join()) {
      while (!stopping) {
        readiness.check();
        Iterator<ConsumerRecord<byte[], byte[]>> received = consumer.poll(POLL_LIMIT).iterator();
        if (received.hasNext()) {
          handle(consumer, received.next());
        }
      }
    } catch (InterruptException e) {
      throw e;
    } catch (EngineException e) {
      log.debug("Leaving the queue of builds", e);
    } catch (RuntimeException e) {
      log.error("The queue of builds cannot be read. Joining it again.", e);
      Thread.sleep(PAUSE_AFTER_ERROR);
    }
  }

  private void handle(
      ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> message)
      throws InterruptedException {
    Optional<ConsumerRecord<byte[], byte[]>> next = Optional.of(message);
    while (next.isPresent()) {
      Lease lease = new Lease(consumer, next.get(), settings.lock());
      handle(next.get(), lease);
      next = lease.successor();
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> message, Lease lease)
      throws InterruptedException {
    try {
      BuildOrder order = orders.read(message);
      Outcome outcome = carryOut(begin(order, message), lease);
      settle(order, outcome, lease);
    } catch (UnreadableEventException e) {
      log.error(
          "{} Partition {}, offset {}; it goes to the dead letters.",
          e.getMessage(),
          message.partition(),
          message.offset());
      lease.end(
          deadLetters.put(message, e.getMessage())
              ? AcknowledgeType.ACCEPT
              : AcknowledgeType.REJECT);
    }
  }

  private Work begin(BuildOrder order, ConsumerRecord<byte[], byte[]> message) {
    int delivery = message.deliveryCount().orElse((short) 1);
    return Work.start(order.image(), ownership -> carryOut(order, delivery, ownership));
  }

  private Outcome carryOut(BuildOrder order, int delivery, Ownership ownership) {
    try (ActiveSpan span = traces.message(Topics.IMAGE_BUILDS + " process", order.trace()::get)) {
      span.attribute("modelwright.image", order.image().toString());
      log.info("Begin to make image {}", order.image());
      Outcome outcome =
          delivery < BuildQueue.MAX_DELIVERIES
              ? handler.build(order, ownership)
              : handler.giveUp(order, delivery - 1);
      if (outcome instanceof Outcome.Failed failed) {
        span.failed(failed.failure().reason().code());
      }
      log.info("Image {}: {}", order.image(), outcome.getClass().getSimpleName());
      return outcome;
    }
  }

  /** Returns when the build has ended, by itself or because it was told to. */
  private Outcome carryOut(Work work, Lease lease) throws InterruptedException {
    Optional<Confirmation> asked = Optional.empty();
    boolean told = false;
    while (true) {
      switch (work.next(POLL_LIMIT).orElse(null)) {
        case Finished finished -> {
          return finished.outcome();
        }
        case Confirmation confirmation -> asked = answer(confirmation, lease.renew());
        case null -> {
          if (isDue(lease)) {
            State state = lease.renew();
            asked = asked.flatMap(confirmation -> answer(confirmation, state));
          }
        }
      }
      if (!told && (stopping || lease.state() == State.LOST)) {
        work.interrupt();
        told = true;
      }
    }
  }

  private boolean isDue(Lease lease) {
    return switch (lease.state()) {
      case HELD -> lease.isOlderThan(settings.renewEvery());
      case UNCERTAIN -> lease.isOlderThan(WHEN_UNCERTAIN);
      case LOST -> false;
    };
  }

  /** While nobody knows, the question stays open. */
  private static Optional<Confirmation> answer(Confirmation confirmation, State state) {
    return switch (state) {
      case HELD -> {
        confirmation.held().complete(true);
        yield Optional.empty();
      }
      case LOST -> {
        confirmation.held().complete(false);
        yield Optional.empty();
      }
      case UNCERTAIN -> Optional.of(confirmation);
    };
  }

  private void settle(BuildOrder order, Outcome outcome, Lease lease) throws InterruptedException {
    switch (outcome) {
      case Outcome.Succeeded _, Outcome.Failed _, Outcome.Cancelled _ -> {
        while (lease.state() == State.UNCERTAIN) {
          Thread.sleep(WHEN_UNCERTAIN);
          lease.renew();
        }
        if (!lease.end(AcknowledgeType.ACCEPT)) {
          log.warn("The build of image {} has ended, but its order comes again.", order.image());
        }
      }
      case Outcome.Abandoned abandoned -> {
        log.info("The build of image {} was broken off: {}", order.image(), abandoned.why());
        lease.end(AcknowledgeType.RELEASE);
      }
    }
  }
}
