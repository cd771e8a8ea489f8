package dev.modelwright.worker.runtime;

/** There is no serving runtime of the wanted type on this worker. */
public final class UnknownServingRuntimeException extends RuntimeException {

  UnknownServingRuntimeException(String message) {
    super(message);
  }
}
