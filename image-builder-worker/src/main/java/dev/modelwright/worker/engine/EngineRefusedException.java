package dev.modelwright.worker.engine;

/** The engine refused: no such image, wrong credentials, or an order that it cannot carry out. */
public final class EngineRefusedException extends EngineException {

  public EngineRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
