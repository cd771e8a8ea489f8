package dev.modelwright.distribution;

/** Images cannot go to a container registry, or could not be pulled from it again. */
public final class UnusableContainerRegistryException extends RuntimeException {

  private final Reason reason;

  public UnusableContainerRegistryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong; each with its code for programs. */
  public enum Reason {
    UNREACHABLE("Unreachable"),
    TLS("TlsFailed"),
    NOT_A_CONTAINER_REGISTRY("NotAContainerRegistry"),
    UNAUTHORIZED("Unauthorized"),
    FORBIDDEN("Forbidden"),
    REFUSED("Refused"),
    NOT_PULLABLE("NotPullable");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
