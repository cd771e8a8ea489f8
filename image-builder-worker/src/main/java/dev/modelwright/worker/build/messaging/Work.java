package dev.modelwright.worker.build.messaging;

import dev.modelwright.worker.build.LostOwnershipException;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Ownership;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build in a thread of its own, which speaks with the thread of the queue through signals. */
final class Work implements Ownership {

  private static final Logger log = LoggerFactory.getLogger(Work.class);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What the build wants the thread of the queue to do. */
  sealed interface Signal {

    /** Renew the lease and say whether it holds. */
    record Confirmation(CompletableFuture<Boolean> held) implements Signal {}

    /** The build has ended. */
    record Finished(Outcome outcome) implements Signal {}
  }

  private Work(UUID image, Function<Ownership, Outcome> build) {
    this.thread = Thread.ofVirtual().name("build " + image).unstarted(() -> run(image, build));
  }

  static Work start(UUID image, Function<Ownership, Outcome> build) {
    Work work = new Work(image, build);
    work.thread.start();
    return work;
  }

  private void run(UUID image, Function<Ownership, Outcome> build) {
    Outcome outcome;
    try {
      outcome = repeated(image, build);
    } catch (InterruptedException _) {
      outcome = new Outcome.Abandoned("it was told to stop");
    }
    signals.add(new Signal.Finished(outcome));
  }

  /** An attempt that cannot even begin waits for its artifact store, with the order kept. */
  private Outcome repeated(UUID image, Function<Ownership, Outcome> build)
      throws InterruptedException {
    while (true) {
      try {
        return build.apply(this);
      } catch (RuntimeException e) {
        log.error("Cannot begin the build of image {}. Trying again.", image, e);
        Thread.sleep(PAUSE);
      }
    }
  }

  @Override
  public void confirm() throws InterruptedException {
    CompletableFuture<Boolean> held = new CompletableFuture<>();
    signals.add(new Signal.Confirmation(held));
    try {
      if (!held.get()) {
        throw new LostOwnershipException("another worker may have the build by now");
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next signal; empty when there is none for the given time. */
  Optional<Signal> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(signals.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Tells the build to break off; {@link Signal.Finished} follows. */
  void interrupt() {
    thread.interrupt();
  }
}
