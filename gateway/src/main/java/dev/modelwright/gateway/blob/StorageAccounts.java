package dev.modelwright.gateway.blob;

import dev.modelwright.artifacts.StoreName;
import java.util.Optional;

/** Knows the storage accounts; each belongs to an environment. */
@FunctionalInterface
public interface StorageAccounts {

  /**
   * Empty when no environment has such a storage account.
   *
   * @throws dev.modelwright.gateway.problem.UnavailableException when it is not known now
   */
  Optional<StorageAccount> find(String name);

  /**
   * A storage account.
   *
   * @param key in Base64
   * @param artifactStore where uploads to it go
   */
  record StorageAccount(String name, String key, StoreName artifactStore) {

    /** Without the key. */
    @Override
    public String toString() {
      return "StorageAccount[name=%s, artifactStore=%s]".formatted(name, artifactStore);
    }
  }
}
