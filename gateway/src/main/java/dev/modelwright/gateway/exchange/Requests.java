package dev.modelwright.gateway.exchange;

import dev.modelwright.schemas.Event;

/** Takes requests for their owners. */
public interface Requests {

  /**
   * Publishes a request; once this returns it is durable.
   *
   * @throws dev.modelwright.gateway.problem.UnavailableException when it is not known to be
   */
  void publish(Event request);
}
