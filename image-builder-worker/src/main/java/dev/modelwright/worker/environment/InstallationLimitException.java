package dev.modelwright.worker.environment;

import java.time.Duration;

/** An installation needed more than it may have. */
public final class InstallationLimitException extends EnvironmentException {

  private static final int MEBIBYTE = 1 << 20;

  private InstallationLimitException(String message) {
    super(message);
  }

  static InstallationLimitException time(Duration limit) {
    return new InstallationLimitException(
        "Cannot install the environment: it was not ready after %d s. Ask for fewer packages or for wheels, or raise modelwright.environment.timeout."
            .formatted(limit.toSeconds()));
  }

  static InstallationLimitException memory(long limit) {
    return new InstallationLimitException(
        "Cannot install the environment: it needed more than %d MB of memory. Ask for wheels, which are not compiled, or raise modelwright.environment.memory."
            .formatted(limit / MEBIBYTE));
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
