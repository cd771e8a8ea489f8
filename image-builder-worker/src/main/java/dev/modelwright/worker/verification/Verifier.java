package dev.modelwright.worker.verification;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.engine.Container;
import dev.modelwright.worker.engine.Container.Exec;
import dev.modelwright.worker.engine.Container.Exit;
import dev.modelwright.worker.engine.ContainerOrder;
import dev.modelwright.worker.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts an image as its users will, only with limits and without any network, and asks it for its
 * health.
 */
public final class Verifier {

  private static final String PROBE = "/opt/modelwright/server/probe";

  /** Status of a probe whose time is over. */
  private static final int GAVE_UP = 1;

  /** How much longer than the probe the engine may take to say how it ended. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Engine engine;
  private final VerificationSettings settings;
  private final RecentImages recent;
  private final Clock clock;

  public Verifier(Engine engine, VerificationSettings settings, RecentImages recent, Clock clock) {
    this.engine = engine;
    this.settings = settings;
    this.recent = recent;
    this.clock = clock;
  }

  /**
   * Returns when the image has answered.
   *
   * @param image by digest
   * @param owner id of the image record
   * @throws VerificationFailedException as soon as the server has ended, or at the end of the time
   * @throws InterruptedException leaving no container behind
   */
  public void verify(ImageReference image, UUID owner, VerificationLog log)
      throws InterruptedException {
    log.pulling(image);
    engine.pull(image, log::pullProgressed);
    recent.add(image).ifPresent(engine::removeImage);
    ServerOutput output = new ServerOutput(log);
    try (Container container = engine.create(order(image, owner))) {
      log.starting(image, settings.timeout());
      Instant began = clock.instant();
      container.start(output);
      Exec probe = probe(container);
      if (probe.status() != 0) {
        throw failure(container, probe, output);
      }
      log.answered(Duration.between(began, clock.instant()));
    }
  }

  private ContainerOrder order(ImageReference image, UUID owner) {
    return new ContainerOrder(
        image,
        owner,
        "verification",
        List.of(),
        settings.limits(),
        ContainerOrder.Network.NONE,
        List.of("/tmp"),
        Map.of());
  }

  private Exec probe(Container container) throws InterruptedException {
    return container.exec(
        List.of(PROBE, Long.toString(settings.timeout().toSeconds())),
        settings.timeout().plus(GRACE));
  }

  /**
   * A probe that gave up says so itself; any other ends because the container does, and how the
   * server ended says more. The engine may notice a little later.
   */
  private VerificationFailedException failure(Container container, Exec probe, ServerOutput output)
      throws InterruptedException {
    Optional<Exit> exit = probe.status() == GAVE_UP ? container.exit() : container.await(GRACE);
    return exit.isPresent()
        ? VerificationFailedException.ended(exit.get(), settings.limits().memory(), output.lines())
        : VerificationFailedException.unanswered(
            settings.timeout(), probe.output(), output.lines());
  }
}
