package dev.modelwright.registry.model;

/** The store of models does not answer; this may pass. */
public final class ModelsUnavailableException extends RuntimeException {

  public ModelsUnavailableException(Throwable cause) {
    super("Cannot reach the store of models: %s.".formatted(cause.getMessage()), cause);
  }
}
