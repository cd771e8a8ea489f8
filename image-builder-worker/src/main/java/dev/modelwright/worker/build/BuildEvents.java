package dev.modelwright.worker.build;

import java.time.Instant;
import java.util.List;

/** Tells everybody how a build is. */
public interface BuildEvents {

  /** Returns when it is stored; tries without end, since a fact must not be lost. */
  void started(Attempt attempt) throws InterruptedException;

  /**
   * May be late or left out when many come at once, but not after {@link #succeeded} or {@link
   * #failed}; never waits.
   *
   * @param phases all so far
   */
  void progressed(Attempt attempt, List<Phase> phases);

  /** As {@link #started}. */
  void succeeded(Attempt attempt, Outcome.Succeeded outcome, List<Phase> phases, Instant endedAt)
      throws InterruptedException;

  /** As {@link #started}. */
  void failed(Attempt attempt, Failure failure, List<Phase> phases, Instant endedAt)
      throws InterruptedException;
}
