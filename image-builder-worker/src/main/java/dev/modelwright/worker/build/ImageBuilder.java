package dev.modelwright.worker.build;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.build.BuildObserver.Observation;
import dev.modelwright.worker.build.Failure.Reason;
import dev.modelwright.worker.build.Outcome.Abandoned;
import dev.modelwright.worker.build.Outcome.Cancelled;
import dev.modelwright.worker.build.Outcome.Failed;
import dev.modelwright.worker.build.Outcome.Succeeded;
import dev.modelwright.worker.environment.Environment;
import dev.modelwright.worker.environment.EnvironmentRequest;
import dev.modelwright.worker.image.ImageRecipe;
import dev.modelwright.worker.image.ImageRecipe.ModelLayer;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.image.StoredImage;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.layer.LayerProgress;
import dev.modelwright.worker.layer.MadeLayer;
import dev.modelwright.worker.runtime.ServingRuntime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out build orders. Thread-safe. */
public final class ImageBuilder implements OrderHandler {

  private final String worker;
  private final Workshops workshops;
  private final BuildLogs logs;
  private final BuildEvents events;
  private final Cancellations cancellations;
  private final BuildObserver observer;
  private final RetryPolicy retries;
  private final Clock clock;

  /**
   * @param worker name of this worker, for people
   */
  public ImageBuilder(
      String worker,
      Workshops workshops,
      BuildLogs logs,
      BuildEvents events,
      Cancellations cancellations,
      BuildObserver observer,
      RetryPolicy retries,
      Clock clock) {
    this.worker = worker;
    this.workshops = workshops;
    this.logs = logs;
    this.events = events;
    this.cancellations = cancellations;
    this.observer = observer;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * Makes, verifies and publishes the image, and tells how it went in log and events. Repeatable:
   * what was made before is used again.
   *
   * <p>Interrupting the thread breaks the attempt off; nothing is left running.
   *
   * @param ownership asked before anything is done that others see
   */
  @Override
  public Outcome build(BuildOrder order, Ownership ownership) {
    if (cancellations.isCancelled(order.image())) {
      return new Cancelled();
    }
    try (Observation observation = observer.began();
        BuildLogs.AttemptLog opened =
            logs.begin(order.image(), order.environment().artifactStore())) {
      Attempt attempt = new Attempt(order, opened.attempt(), clock.instant());
      Outcome outcome = build(attempt, ownership, observation, opened.log());
      observation.ended(outcome);
      return outcome;
    }
  }

  private Outcome build(
      Attempt attempt, Ownership ownership, Observation observation, BuildLog log) {
    try (CancellationWatch watch = CancellationWatch.of(attempt.order().image(), cancellations)) {
      return build(attempt, ownership, watch, observation, log);
    }
  }

  private Outcome build(
      Attempt attempt,
      Ownership ownership,
      CancellationWatch watch,
      Observation observation,
      BuildLog log) {
    try {
      log.attemptBegan(attempt, worker);
      events.started(attempt);
      Ending ending = attempt(attempt, ownership, observation, log);
      announce(attempt, ending, ownership, log);
      return ending.outcome();
    } catch (InterruptedException _) {
      return watch.hasInterrupted() ? cancel(log) : abandon("it was told to stop", log);
    } catch (CancelledException _) {
      return cancel(log);
    } catch (LostOwnershipException e) {
      return abandon(e.getMessage(), log);
    }
  }

  private static Outcome cancel(BuildLog log) {
    log.cancelled();
    return new Cancelled();
  }

  private static Outcome abandon(String why, BuildLog log) {
    log.abandoned(why);
    return new Abandoned(why);
  }

  private record Ending(Outcome outcome, List<Phase> phases) {}

  private Ending attempt(
      Attempt attempt, Ownership ownership, Observation observation, BuildLog log)
      throws InterruptedException {
    try (Progress progress = Progress.of(attempt, events)) {
      Course course = new Course(log, progress, observation, retries, clock);
      Outcome outcome = outcome(attempt.order(), ownership, course, log);
      return new Ending(outcome, course.phases());
    }
  }

  private Outcome outcome(BuildOrder order, Ownership ownership, Course course, BuildLog log)
      throws InterruptedException {
    try {
      return make(order, ownership, course, log);
    } catch (StepFailedException e) {
      return new Failed(e.failure());
    }
  }

  private Succeeded make(BuildOrder order, Ownership ownership, Course course, BuildLog log)
      throws InterruptedException {
    Foundation foundation = course.step(Step.ENVIRONMENT, () -> environment(order, log));
    Workshop workshop = foundation.workshop();
    List<ModelLayer> models = course.step(Step.MODELS, () -> models(workshop, order, log));
    Optional<LayerDescriptor> assets = course.step(Step.ASSETS, () -> assets(workshop, order, log));
    StoredImage image =
        course.step(Step.IMAGE, () -> assemble(order, foundation, models, assets, log));
    course.step(Step.VERIFICATION, () -> verify(workshop, order, image, log));
    return course.step(Step.PUBLICATION, () -> publish(workshop, order, image, ownership, log));
  }

  private record Foundation(Workshop workshop, ServingRuntime runtime, Environment environment) {}

  private Made<Foundation> environment(BuildOrder order, BuildLog log) throws InterruptedException {
    Workshop workshop = workshops.of(order.environment());
    removeLeftovers(workshop, order.image(), log);
    log.runtimeWanted(order.runtimeType());
    ServingRuntime runtime = workshop.runtimes().ofType(order.runtimeType());
    log.runtimeChosen(runtime);
    Environment environment =
        workshop
            .environments()
            .obtain(
                new EnvironmentRequest(
                    order.image(), runtime, order.condaFile(), order.requirementsFile()),
                log);
    return new Made<>(new Foundation(workshop, runtime, environment), environment.reused());
  }

  private static void removeLeftovers(Workshop workshop, UUID image, BuildLog log) {
    int removed = workshop.engine().removeContainersOf(image);
    if (removed > 0) {
      log.leftoversRemoved(removed);
    }
  }

  private static Made<List<ModelLayer>> models(Workshop workshop, BuildOrder order, BuildLog log) {
    List<ModelLayer> layers = new ArrayList<>();
    boolean reused = true;
    for (ModelPart model : order.models()) {
      MadeLayer made = model(workshop, model, log);
      layers.add(new ModelLayer(model, made.layer()));
      reused &= made.reused();
    }
    return new Made<>(layers, reused);
  }

  private static MadeLayer model(Workshop workshop, ModelPart model, BuildLog log) {
    log.modelLayerBegan(model);
    MadeLayer made =
        workshop.parts().ofModel(model, bytes -> log.modelLayerProgressed(model, bytes));
    if (model.content().unpack() && !model.content().isUnpacked()) {
      log.modelTakenAsFile(model);
    }
    if (made.reused()) {
      log.modelReused(model, made.layer());
    } else {
      log.modelStored(model, made.layer());
    }
    return made;
  }

  private static Made<Optional<LayerDescriptor>> assets(
      Workshop workshop, BuildOrder order, BuildLog log) {
    Optional<MadeLayer> made = workshop.parts().ofAssets(order.assets(), LayerProgress.NONE);
    made.ifPresent(assets -> {
      if (assets.reused()) {
        log.assetsReused(assets.layer());
      } else {
        log.assetsStored(assets.layer());
      }
    });
    return new Made<>(made.map(MadeLayer::layer), made.map(MadeLayer::reused).orElse(true));
  }

  private static Made<StoredImage> assemble(
      BuildOrder order,
      Foundation foundation,
      List<ModelLayer> models,
      Optional<LayerDescriptor> assets,
      BuildLog log) {
    StoredImage image =
        foundation
            .workshop()
            .assembler()
            .assemble(
                new ImageRecipe(
                    order.repository(),
                    order.manifest(),
                    foundation.runtime().image().digest(),
                    foundation.environment().image(),
                    models,
                    order.assets(),
                    assets,
                    order.driver().content().fileName()));
    log.assembled(image);
    return Made.now(image);
  }

  private static Made<StoredImage> verify(
      Workshop workshop, BuildOrder order, StoredImage image, BuildLog log)
      throws InterruptedException {
    ImageReference reference =
        new ImageReference(workshop.location(), image.repository(), image.digest());
    workshop.verifier().verify(reference, order.image(), log);
    return Made.now(image);
  }

  private Made<Succeeded> publish(
      Workshop workshop, BuildOrder order, StoredImage image, Ownership ownership, BuildLog log)
      throws InterruptedException {
    ownership.confirm();
    if (cancellations.isCancelled(order.image())) {
      throw new CancelledException();
    }
    workshop.images().moveTag(image, order.tag());
    ImageReference location =
        new ImageReference(workshop.location(), image.repository(), order.tag());
    log.published(location, image);
    return Made.now(new Succeeded(location, image.digest()));
  }

  private void announce(Attempt attempt, Ending ending, Ownership ownership, BuildLog log)
      throws InterruptedException {
    Instant endedAt = clock.instant();
    switch (ending.outcome()) {
      case Succeeded succeeded -> {
        log.succeeded(succeeded, Duration.between(attempt.startedAt(), endedAt));
        events.succeeded(attempt, succeeded, ending.phases(), endedAt);
      }
      case Failed failed -> {
        ownership.confirm();
        log.failed(failed.failure());
        events.failed(attempt, failed.failure(), ending.phases(), endedAt);
      }
      case Cancelled _, Abandoned _ -> {}
    }
  }

  /**
   * Reports a build as failed without trying it, when earlier attempts have taken their workers
   * down.
   */
  @Override
  public Outcome giveUp(BuildOrder order, int deaths) {
    if (cancellations.isCancelled(order.image())) {
      return new Cancelled();
    }
    try (Observation observation = observer.began();
        BuildLogs.AttemptLog opened =
            logs.begin(order.image(), order.environment().artifactStore())) {
      Attempt attempt = new Attempt(order, opened.attempt(), clock.instant());
      Failure failure =
          new Failure(
              Reason.WORKERS_DIED,
              Step.ENVIRONMENT,
              "%d workers ended while they made this image. Look into their logs; more memory for the workers may help. Then ask for the image again."
                  .formatted(deaths),
              List.of());
      opened.log().failed(failure);
      events.failed(attempt, failure, List.of(), clock.instant());
      Failed failed = new Failed(failure);
      observation.ended(failed);
      return failed;
    } catch (InterruptedException _) {
      return new Abandoned("it was told to stop");
    }
  }
}
