package dev.modelwright.gateway.identity;

/** The store of principals and keys does not answer now. */
public class IdentityUnavailableException extends RuntimeException {

  public IdentityUnavailableException(Throwable cause) {
    super("The store of principals and keys does not answer: " + cause.getMessage(), cause);
  }
}
