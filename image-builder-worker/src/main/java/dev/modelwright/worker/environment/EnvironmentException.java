package dev.modelwright.worker.environment;

/** An environment could not be made. */
public abstract sealed class EnvironmentException extends RuntimeException
    permits RefusedEnvironmentException,
        UnavailableIndexException,
        InstallationLimitException,
        BrokenInstallerException {

  EnvironmentException(String message) {
    super(message);
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public abstract boolean isTransient();
}
