package dev.modelwright.worker.build;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ContainerRegistryAccess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment of an image says about its build. What it does not say, the worker's own
 * settings do.
 *
 * @param memory of a container, in bytes
 * @param cpus of a container
 * @param timeout for what one container does
 * @param runtimes names of the serving runtimes that take the place of the usual ones, by runtime
 *     type
 * @param artifactStore where the log goes
 */
public record BuildEnvironment(
    Optional<Destination> destination,
    Optional<Long> memory,
    Optional<Double> cpus,
    Optional<Duration> timeout,
    Map<String, String> runtimes,
    StoreName artifactStore) {

  public BuildEnvironment {
    runtimes = Map.copyOf(runtimes);
  }

  /** Says nothing. */
  public static BuildEnvironment usual() {
    return new BuildEnvironment(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        StoreName.DEFAULT);
  }

  /**
   * Where the image goes.
   *
   * @param access without credentials
   * @param sealedCredentials empty when the container registry is open
   */
  public record Destination(ContainerRegistryAccess access, Optional<String> sealedCredentials) {}
}
