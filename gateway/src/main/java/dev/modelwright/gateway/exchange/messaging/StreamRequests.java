package dev.modelwright.gateway.exchange.messaging;

import dev.modelwright.gateway.exchange.Requests;
import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.Event;
import org.springframework.messaging.MessagingException;

/** Publishes requests on their topics. */
public final class StreamRequests implements Requests {

  private final Events events;

  public StreamRequests(Events events) {
    this.events = events;
  }

  @Override
  public void publish(Event request) {
    try {
      events.publish(request, request.id());
    } catch (MessagingException e) {
      throw UnavailableException.away(
          "Cannot accept request '%s': Kafka has not acknowledged it in time. Repeat it; with the header Idempotency-Key a repetition is the same request."
              .formatted(request.id()),
          e);
    }
  }
}
