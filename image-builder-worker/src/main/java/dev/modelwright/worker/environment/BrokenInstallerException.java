package dev.modelwright.worker.environment;

/** The installer ended in a way that it never should. */
public final class BrokenInstallerException extends EnvironmentException {

  BrokenInstallerException(int status) {
    super(
        "Cannot install the environment: the installer of the base image ended with status %d and left no answer. Read the log, and make the serving runtimes again (runtimes/build)."
            .formatted(status));
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
