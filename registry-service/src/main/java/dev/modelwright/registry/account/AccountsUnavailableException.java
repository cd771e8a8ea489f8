package dev.modelwright.registry.account;

/** The store of accounts does not answer; trying again may help. */
public final class AccountsUnavailableException extends RuntimeException {

  public AccountsUnavailableException(Throwable cause) {
    super("Cannot reach the store of accounts: " + cause.getMessage(), cause);
  }
}
