package dev.modelwright.manifests.image.telemetry;

import dev.modelwright.manifests.image.Images;
import dev.modelwright.manifests.image.WaitingImages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What waits for workers, looked up when it is asked for. Every manifest-service tells the same:
 * take the highest.
 */
public final class QueueMeters {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Images images;
  private final Clock clock;
  private WaitingImages latest;
  private long readNanos;

  private QueueMeters(Images images, Clock clock) {
    this.images = images;
    this.clock = clock;
  }

  /**
   * @param unfinished orders that no worker has finished, running ones included
   */
  public static void register(
      MeterRegistry meters, Images images, LongSupplier unfinished, Clock clock) {
    QueueMeters queue = new QueueMeters(images, clock);
    Gauge.builder("modelwright.builds.unfinished", unfinished::getAsLong)
        .description("Build orders that no worker has finished: those that wait and those that run")
        .register(meters);
    Gauge.builder("modelwright.builds.waiting", () -> queue.waiting().count())
        .description("Images whose build no worker has begun")
        .register(meters);
    Gauge.builder("modelwright.builds.oldest.waiting", queue::oldestAge)
        .baseUnit("seconds")
        .description("How long the image has waited that waits longest; 0 when none does")
        .register(meters);
  }

  private double oldestAge() {
    return waiting()
        .oldest()
        .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0)
        .orElse(0.0);
  }

  private synchronized WaitingImages waiting() {
    if (latest == null || System.nanoTime() - readNanos > FRESH.toNanos()) {
      latest = images.waiting();
      readNanos = System.nanoTime();
    }
    return latest;
  }
}
