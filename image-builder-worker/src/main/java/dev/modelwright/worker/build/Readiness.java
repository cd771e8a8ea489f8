package dev.modelwright.worker.build;

/** Whether a worker can make images now; while it cannot, builds are left to others. */
@FunctionalInterface
public interface Readiness {

  /**
   * Returns when it can.
   *
   * @throws dev.modelwright.worker.engine.EngineException which says why it cannot
   */
  void check();
}
