package dev.modelwright.worker.build;

/**
 * Carries out what comes from the queue. Breaks off when its thread is interrupted. Thread-safe.
 */
public interface OrderHandler {

  /**
   * Makes, verifies and publishes the image. Repeatable: what was made before is used again.
   *
   * @param ownership asked before anything is done that others see
   */
  Outcome build(BuildOrder order, Ownership ownership);

  /**
   * Reports an order as failed that has taken its workers down.
   *
   * @param deaths how many
   */
  Outcome giveUp(BuildOrder order, int deaths);
}
