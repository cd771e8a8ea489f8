package dev.modelwright.schemas;

/** A record that is no event of ours: no CloudEvent, unknown type, or a body that does not fit. */
public final class UnreadableEventException extends RuntimeException {

  public UnreadableEventException(String message) {
    super(message);
  }

  UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
