package dev.modelwright.worker.engine;

/** An engine did not do what was asked. */
public abstract sealed class EngineException extends RuntimeException
    permits EngineRefusedException, UnavailableEngineException {

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public abstract boolean isTransient();
}
