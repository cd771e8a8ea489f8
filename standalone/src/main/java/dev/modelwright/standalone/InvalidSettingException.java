package dev.modelwright.standalone;

/** A setting of the environment cannot be used; the message names it and says what to write. */
final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingException(String variable, String value, String cause, String remedy) {
    super("Cannot use %s '%s': %s. %s".formatted(variable, value, cause, remedy));
  }
}
