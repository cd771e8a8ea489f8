package dev.modelwright.registry.account;

/** An account cannot be made, changed or deleted as was asked for. */
public final class RefusedAccountException extends RuntimeException {

  private final String code;
  private final int statusCode;

  RefusedAccountException(String code, int statusCode, String message) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
  }

  public String code() {
    return code;
  }

  public int statusCode() {
    return statusCode;
  }
}
