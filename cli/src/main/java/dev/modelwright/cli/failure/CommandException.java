package dev.modelwright.cli.failure;

/** A command cannot do what was asked; the message is for the person at the terminal. */
public class CommandException extends RuntimeException {

  private final ExitStatus status;

  protected CommandException(ExitStatus status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The user can put it right. */
  public static CommandException userError(String message) {
    return new CommandException(ExitStatus.USER_ERROR, message, null);
  }

  /** As {@link #userError(String)}, after {@code cause}. */
  public static CommandException userError(String message, Throwable cause) {
    return new CommandException(ExitStatus.USER_ERROR, message, cause);
  }

  /** The user can do nothing about the request itself. */
  public static CommandException systemError(String message, Throwable cause) {
    return new CommandException(ExitStatus.SYSTEM_ERROR, message, cause);
  }

  public ExitStatus status() {
    return status;
  }
}
