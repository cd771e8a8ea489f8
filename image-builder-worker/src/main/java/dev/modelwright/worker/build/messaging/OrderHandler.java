package dev.modelwright.worker.build.messaging;

import dev.modelwright.worker.build.BuildOrder;
import dev.modelwright.worker.build.ImageBuilder;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Ownership;

/** Carries out what comes from the queue. Breaks off when its thread is interrupted. */
interface OrderHandler {

  Outcome build(BuildOrder order, Ownership ownership);

  /**
   * Reports an order as failed that has taken its workers down.
   *
   * @param deaths how many
   */
  Outcome giveUp(BuildOrder order, int deaths);

  static OrderHandler of(ImageBuilder builder) {
    return new OrderHandler() {
      @Override
      public Outcome build(BuildOrder order, Ownership ownership) {
        return builder.build(order, ownership);
      }

      @Override
      public Outcome giveUp(BuildOrder order, int deaths) {
        return builder.giveUp(order, deaths);
      }
    };
  }
}
