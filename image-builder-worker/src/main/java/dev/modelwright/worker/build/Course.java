package dev.modelwright.worker.build;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads an attempt through its steps: each is told to log, progress and observer, and repeated when
 * it fails for a passing cause. Used by one thread.
 */
final class Course {

  private final BuildLog log;
  private final Progress progress;
  private final BuildObserver.Observation observation;
  private final RetryPolicy retries;
  private final Clock clock;
  private final List<Phase> phases = new ArrayList<>();

  Course(
      BuildLog log,
      Progress progress,
      BuildObserver.Observation observation,
      RetryPolicy retries,
      Clock clock) {
    this.log = log;
    this.progress = progress;
    this.observation = observation;
    this.retries = retries;
    this.clock = clock;
  }

  /** What happens in a step; repeatable. */
  interface Work<T> {
    Made<T> run() throws InterruptedException;
  }

  /**
   * @throws StepFailedException when it cannot be done
   */
  <T> T step(Step step, Work<T> work) throws InterruptedException {
    begin(step);
    Made<T> made = repeat(step, work);
    end(made.reused());
    return made.value();
  }

  private void begin(Step step) {
    phases.add(Phase.begun(step, clock.instant()));
    log.phaseBegan(step);
    progress.report(phases());
  }

  private <T> Made<T> repeat(Step step, Work<T> work) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return work.run();
      } catch (LostOwnershipException | CancelledException e) {
        throw e;
      } catch (RuntimeException e) {
        interruptedInDisguise();
        Failure failure = Failures.of(step, e);
        if (!failure.isTransient() || failures > retries.limit()) {
          throw new StepFailedException(failure);
        }
        log.retrying(failure, retries.limit() - failures, retries.pauseAfter(failures));
        retries.pause(failures);
      }
    }
  }

  /**
   * Network code turns an interruption into a failure of its own; we were told to stop all the
   * same.
   */
  private static void interruptedInDisguise() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void end(boolean reused) {
    Phase ended = phases.removeLast().ended(clock.instant(), reused);
    phases.add(ended);
    log.phaseEnded(ended);
    observation.stepEnded(ended);
    progress.report(phases());
  }

  /** All so far, the running one last. */
  List<Phase> phases() {
    return List.copyOf(phases);
  }
}
