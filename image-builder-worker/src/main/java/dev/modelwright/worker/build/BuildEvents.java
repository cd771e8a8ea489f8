package dev.modelwright.worker.build;

import java.time.Instant;
import java.util.List;

/** Tells everybody how a build is. */
public interface BuildEvents {

  /** Returns when it is stored; tries without end, since a fact must not be lost. */
  void started(Attempt attempt) throws InterruptedException;

  /**
   * Returns when it is stored, or could not be: the next fact says as much and more.
   *
   * @param phases all so far
   */
  void progressed(Attempt attempt, List<Phase> phases) throws InterruptedException;

  /** As {@link #started}. */
  void succeeded(Attempt attempt, Outcome.Succeeded outcome, List<Phase> phases, Instant endedAt)
      throws InterruptedException;

  /** As {@link #started}. */
  void failed(Attempt attempt, Failure failure, List<Phase> phases, Instant endedAt)
      throws InterruptedException;
}
