package dev.modelwright.worker.environment;

/** The environment cannot be installed as asked for: an unknown package, a conflict, bad syntax. */
public final class RefusedEnvironmentException extends EnvironmentException {

  public RefusedEnvironmentException(String reason, String remedy) {
    super("Cannot install the environment: %s %s".formatted(reason, remedy));
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
