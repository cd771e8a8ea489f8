package dev.modelwright.worker.engine;

/**
 * What a container may use.
 *
 * @param memory in bytes, swap included
 * @param cpus how many processors; more than the engine has means all of them
 * @param processes threads count as well
 */
public record Limits(long memory, double cpus, long processes) {

  private static final long LEAST_MEMORY = 64L << 20;

  public Limits {
    if (memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "Cannot limit a container to %d bytes of memory: give at least 64MB.".formatted(memory));
    }
    if (!(cpus > 0)) {
      throw new IllegalArgumentException(
          "Cannot limit a container to %s processors: give a number above 0.".formatted(cpus));
    }
    if (processes < 1) {
      throw new IllegalArgumentException(
          "Cannot limit a container to %d processes: give at least 1.".formatted(processes));
    }
  }
}
