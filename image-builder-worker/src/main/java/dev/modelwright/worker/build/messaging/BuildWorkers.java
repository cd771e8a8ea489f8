package dev.modelwright.worker.build.messaging;

import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.OrderHandler;
import dev.modelwright.worker.build.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The slots of this worker, from its start to its stop. */
public final class BuildWorkers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BuildWorkers.class);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final QueueSettings settings;
  private final TopicProvisioner topics;
  private final BuildQueue queue;
  private final BuildOrders orders;
  private final OrderHandler handler;
  private final Readiness readiness;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final List<BuildSlot> slots = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  public BuildWorkers(
      QueueSettings settings,
      TopicProvisioner topics,
      OrderHandler handler,
      Readiness readiness,
      KafkaBuildEvents events,
      Traces traces,
      Clock clock) {
    this.settings = settings;
    this.topics = topics;
    this.queue = new BuildQueue(settings);
    this.orders = new BuildOrders(clock);
    this.handler = handler;
    this.readiness = readiness;
    this.deadLetters = events;
    this.traces = traces;
  }

  @Override
  public void start() {
    topics.provision();
    prepareQueue();
    for (int number = 1; number <= settings.slots(); number++) {
      BuildSlot slot =
          new BuildSlot(queue, settings, orders, handler, readiness, deadLetters, traces);
      slots.add(slot);
      threads.add(Thread.ofPlatform().name("build-slot-" + number).start(slot));
    }
    running = true;
    log.info("Taking builds, {} at a time", settings.slots());
  }

  private void prepareQueue() {
    try {
      queue.prepare();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting", e);
    }
  }

  /** What is being built goes to other workers at once. */
  @Override
  public void stop() {
    running = false;
    slots.forEach(BuildSlot::stop);
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    for (Thread thread : threads) {
      join(thread, deadline);
    }
    slots.clear();
    threads.clear();
  }

  private static void join(Thread thread, long deadline) {
    try {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (!thread.join(Duration.ofMillis(Math.max(1, millis)))) {
        log.warn("{} does not stop in time; its build is freed when the lock ends", thread);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
