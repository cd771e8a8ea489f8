package dev.modelwright.cli.failure;

/** Exit statuses of the original's client. */
public enum ExitStatus {
  /** Done. */
  OK(0),
  /** The request, its files or the image itself are at fault. */
  USER_ERROR(1),
  /** The server, the network or this machine is at fault. */
  SYSTEM_ERROR(2);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
