package dev.modelwright.gateway.event;

/** As many readers follow the facts as may. */
public final class TooManyStreamsException extends RuntimeException {

  TooManyStreamsException(int limit) {
    super(
        "Cannot open another stream of events: this gateway has %d open, as many as it may. Close one, try again later, or ask the operator to raise modelwright.events.max-streams."
            .formatted(limit));
  }
}
