package dev.modelwright.cli.profile;

import java.util.Optional;

/**
 * What is active.
 *
 * @param account empty for the default one
 * @param environment empty for the account's default
 */
public record Profile(
    Optional<ResourceName> account, Optional<ResourceName> environment, ExecutionMode mode) {

  static final Profile INITIAL =
      new Profile(Optional.empty(), Optional.empty(), ExecutionMode.LOCAL);

  public Profile withAccount(Optional<ResourceName> active) {
    return new Profile(active, environment, mode);
  }

  public Profile withEnvironment(Optional<ResourceName> active) {
    return new Profile(account, active, mode);
  }

  public Profile withMode(ExecutionMode active) {
    return new Profile(account, environment, active);
  }
}
