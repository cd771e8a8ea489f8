package dev.modelwright.gateway.exchange;

import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.schemas.Event;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Publishes a request and waits until a fact answers it. Thread-safe. */
public final class Exchange {

  private final Requests requests;
  private final Facts facts;
  private final Duration limit;

  /**
   * @param limit how long an answer is waited for
   */
  public Exchange(Requests requests, Facts facts, Duration limit) {
    this.requests = requests;
    this.facts = facts;
    this.limit = limit;
  }

  /**
   * @param outcome where the client can read how the request ended
   * @param answer what a fact about the request's id says; empty when it answers something else
   * @throws UnavailableException when no answer came in time; the request is kept all the same
   */
  public <T> T ask(Event request, URI outcome, Function<Event, Optional<T>> answer) {
    try (FactQueue news = facts.about(request.id())) {
      requests.publish(request);
      Deadline deadline = Deadline.after(limit);
      while (news.isOpen() && !deadline.isOver()) {
        Optional<T> answered = news.next(deadline.left()).flatMap(answer);
        if (answered.isPresent()) {
          return answered.get();
        }
      }
    }
    throw UnavailableException.unanswered(
        "Cannot answer request '%s' yet: its outcome was not known within %d seconds. The request is kept; read %s before you repeat it."
            .formatted(request.id(), limit.toSeconds(), outcome),
        outcome);
  }
}
