package dev.modelwright.registry.account;

import dev.modelwright.schemas.ModelManagementAccount;
import java.util.List;
import java.util.Optional;

/**
 * Stored accounts. Thread-safe, also across processes; every change is atomic. Every method throws
 * {@link AccountsUnavailableException} when the store does not answer; trying again may help.
 */
public interface Accounts {

  Optional<ModelManagementAccount> find(AccountId id);

  /** False when there is one already; then nothing changes. */
  boolean add(ModelManagementAccount account);

  /** False when there is none; then nothing changes. */
  boolean replace(ModelManagementAccount account);

  /** False when there was none. */
  boolean delete(AccountId id);

  /**
   * Accounts in the order of their ids.
   *
   * @param group empty for all of the subscription
   * @param after id of the last one that is known already
   * @param count how many at most
   */
  List<ModelManagementAccount> list(
      String subscription, Optional<String> group, Optional<AccountId> after, int count);
}
