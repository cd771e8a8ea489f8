package dev.modelwright.worker.environment;

/** A package index does not answer. */
public final class UnavailableIndexException extends EnvironmentException {

  public UnavailableIndexException(String reason, String remedy) {
    super("Cannot install the environment: %s %s".formatted(reason, remedy));
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
