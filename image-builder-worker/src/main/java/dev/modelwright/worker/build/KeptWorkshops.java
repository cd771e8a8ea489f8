package dev.modelwright.worker.build;

import dev.modelwright.distribution.BrokenSealException;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Seal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Fits out a workshop when an environment is first met, and keeps those that were used last. */
public final class KeptWorkshops implements Workshops {

  private static final int MOST_KEPT = 32;

  private final ContainerRegistryAccess usual;
  private final Optional<Seal> seal;
  private final Outfit outfit;
  private final Lock lock = new ReentrantLock();
  private final Map<Site, Workshop> kept =
      new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Site, Workshop> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * @param usual where images go whose environment does not say
   * @param seal empty when there is no key
   */
  public KeptWorkshops(ContainerRegistryAccess usual, Optional<Seal> seal, Outfit outfit) {
    this.usual = usual;
    this.seal = seal;
    this.outfit = outfit;
  }

  /**
   * What a workshop is fitted out for.
   *
   * @param runtimes as in {@link BuildEnvironment}
   */
  public record Site(
      ContainerRegistryAccess access,
      Optional<Long> memory,
      Optional<Double> cpus,
      Optional<Duration> timeout,
      Map<String, String> runtimes) {}

  /** Makes workshops. */
  @FunctionalInterface
  public interface Outfit {

    Workshop fitOut(Site site);
  }

  @Override
  public Workshop of(BuildEnvironment environment) {
    Site site =
        new Site(
            environment.destination().map(this::opened).orElse(usual),
            environment.memory(),
            environment.cpus(),
            environment.timeout(),
            environment.runtimes());
    lock.lock();
    try {
      return kept.computeIfAbsent(site, outfit::fitOut);
    } finally {
      lock.unlock();
    }
  }

  private ContainerRegistryAccess opened(BuildEnvironment.Destination destination) {
    ContainerRegistryAccess access = destination.access();
    return new ContainerRegistryAccess(
        access.url(),
        access.publicAddress(),
        access.prefix(),
        destination
            .sealedCredentials()
            .map(sealed ->
                seal.orElseThrow(BrokenSealException::withoutKey)
                    .openCredentials(access.url(), sealed)));
  }
}
