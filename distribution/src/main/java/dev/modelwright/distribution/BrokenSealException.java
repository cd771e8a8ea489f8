package dev.modelwright.distribution;

/** A sealed secret cannot be opened. */
public final class BrokenSealException extends RuntimeException {

  BrokenSealException(Throwable cause) {
    this(
        "Cannot open a sealed secret: it was sealed with another modelwright.secrets.key, or for another use. Give all services the key that it was sealed with, or set the secret again.",
        cause);
  }

  private BrokenSealException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is nothing to open it with. */
  public static BrokenSealException withoutKey() {
    return new BrokenSealException(
        "Cannot open a sealed secret: modelwright.secrets.key is not set here. Give all services the key that it was sealed with.",
        null);
  }
}
