package dev.modelwright.registry.account;

import java.util.Optional;

/** What accounts hold. */
@FunctionalInterface
public interface AccountContents {

  /** In words, for example {@code model 'housing.model' version 1}; empty when it holds nothing. */
  Optional<String> exampleOf(AccountId account);
}
