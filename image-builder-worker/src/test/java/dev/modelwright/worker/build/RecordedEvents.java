package dev.modelwright.worker.build;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what is told about builds. */
final class RecordedEvents implements BuildEvents {

  final List<Attempt> started = new CopyOnWriteArrayList<>();
  final List<List<Phase>> progress = new CopyOnWriteArrayList<>();
  final List<Outcome.Succeeded> succeeded = new CopyOnWriteArrayList<>();
  final List<Failure> failed = new CopyOnWriteArrayList<>();
  final List<Phase> lastPhases = new CopyOnWriteArrayList<>();

  @Override
  public void started(Attempt attempt) {
    started.add(attempt);
  }

  @Override
  public void progressed(Attempt attempt, List<Phase> phases) {
    progress.add(phases);
  }

  @Override
  public void succeeded(
      Attempt attempt, Outcome.Succeeded outcome, List<Phase> phases, Instant endedAt) {
    succeeded.add(outcome);
    lastPhases.addAll(phases);
  }

  @Override
  public void failed(Attempt attempt, Failure failure, List<Phase> phases, Instant endedAt) {
    failed.add(failure);
    lastPhases.addAll(phases);
  }
}
