package dev.modelwright.worker.build;

/** Has a workshop for each environment. Thread-safe. */
@FunctionalInterface
public interface Workshops {

  /**
   * The workshop for an environment; the same for the same.
   *
   * @throws dev.modelwright.distribution.BrokenSealException when its credentials cannot be opened
   */
  Workshop of(BuildEnvironment environment);
}
