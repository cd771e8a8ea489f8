package dev.modelwright.gateway.blob;

import java.util.Optional;

/** Knows the keys of storage accounts; each belongs to an environment. */
@FunctionalInterface
public interface StorageKeys {

  /**
   * The key in Base64; empty when no environment has such a storage account.
   *
   * @throws dev.modelwright.gateway.problem.UnavailableException when it is not known now
   */
  Optional<String> keyOf(String storageAccount);
}
