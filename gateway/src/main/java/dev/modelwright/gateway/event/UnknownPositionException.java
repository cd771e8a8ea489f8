package dev.modelwright.gateway.event;

/** A position that no reader can have reached. */
public final class UnknownPositionException extends RuntimeException {

  public UnknownPositionException(EventPosition position) {
    super(
        "Cannot go on after event '%s': it has not been published here. Send the id of the last event that came from this installation, or none."
            .formatted(position));
  }
}
