package dev.modelwright.gateway.event;

/** Facts after a position are kept no longer. */
public final class ExpiredPositionException extends RuntimeException {

  public ExpiredPositionException(EventPosition position) {
    super(
        "Cannot go on after event '%s': facts after it are kept no longer. Read the present state with GET, then follow without Last-Event-ID."
            .formatted(position));
  }
}
