package dev.modelwright.artifacts;

/** A URL of ours whose signature is forged, expired or for another use. */
public class InvalidSignatureException extends RuntimeException {

  public InvalidSignatureException(String message) {
    super(message);
  }

  public InvalidSignatureException(String message, Throwable cause) {
    super(message, cause);
  }
}
