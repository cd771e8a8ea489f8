package dev.modelwright.worker.engine;

/** The engine could not be reached, failed, or made no progress for too long. */
public final class UnavailableEngineException extends EngineException {

  public UnavailableEngineException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
