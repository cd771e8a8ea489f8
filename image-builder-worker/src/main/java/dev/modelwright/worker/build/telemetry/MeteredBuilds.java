package dev.modelwright.worker.build.telemetry;

import dev.modelwright.telemetry.Traces;
import dev.modelwright.worker.build.BuildObserver;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times builds and their steps; a step is also a span of its build. */
public final class MeteredBuilds implements BuildObserver {

  private final MeterRegistry meters;
  private final Traces traces;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param slots how many builds run at the same time at most
   */
  public MeteredBuilds(MeterRegistry meters, Traces traces, int slots) {
    this.meters = meters;
    this.traces = traces;
    Gauge.builder("modelwright.builds.running", running::get)
        .description("Builds that this worker carries out now")
        .register(meters);
    Gauge.builder("modelwright.builds.slots", () -> slots)
        .description("Builds that this worker can carry out at the same time")
        .register(meters);
  }

  @Override
  public Observation began() {
    running.incrementAndGet();
    long begin = System.nanoTime();
    return new Observation() {
      @Override
      public void stepEnded(Phase phase) {
        record(phase);
      }

      @Override
      public void ended(Outcome outcome) {
        record(outcome, Duration.ofNanos(System.nanoTime() - begin));
      }

      @Override
      public void close() {
        running.decrementAndGet();
      }
    };
  }

  private void record(Phase phase) {
    Duration took = phase.duration().orElseThrow();
    String step = phase.step().toString();
    String reused = Boolean.toString(phase.reused());
    Timer.builder("modelwright.builds.phase.duration")
        .description("Phases of builds that ended well; reused: everything was there already")
        .tags("phase", step, "reused", reused)
        .register(meters)
        .record(took);
    traces.ended(
        step,
        phase.startedAt(),
        phase.startedAt().plus(took),
        Map.of("modelwright.reused", reused));
  }

  private void record(Outcome outcome, Duration took) {
    Timer.builder("modelwright.builds.duration")
        .description("Attempts to make an image, by how they ended")
        .tags("result", result(outcome), "reason", reason(outcome))
        .register(meters)
        .record(took);
  }

  private static String result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "succeeded";
      case Outcome.Failed _ -> "failed";
      case Outcome.Cancelled _ -> "cancelled";
      case Outcome.Abandoned _ -> "abandoned";
    };
  }

  /** Prometheus wants the same tags on all. */
  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.failure().reason().code() : "none";
  }
}
