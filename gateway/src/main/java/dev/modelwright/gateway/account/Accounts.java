package dev.modelwright.gateway.account;

import dev.modelwright.schemas.ModelManagementAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts, as their owner knows them now.
 *
 * <p>Every method throws {@link dev.modelwright.gateway.problem.UnavailableException} when the
 * owner does not answer, and {@link dev.modelwright.web.ProblemException} when it refuses.
 */
public interface Accounts {

  Optional<ModelManagementAccount> find(Account account);

  /**
   * A part of the accounts of a subscription.
   *
   * @param group empty for all of the subscription
   * @param query {@code count} and {@code skipToken}
   */
  Part list(String subscription, Optional<String> group, Map<String, List<String>> query);

  /**
   * Creates or replaces.
   *
   * @param subscription as it shall be spelled, like the group and the name
   */
  Put put(String subscription, String group, String name, AccountChanges changes);

  ModelManagementAccount change(Account account, AccountChanges changes);

  /** False when there was none. */
  boolean delete(Account account);

  /**
   * Part of a list.
   *
   * @param skipToken where the next part begins; null on the last
   */
  record Part(List<ModelManagementAccount> value, String skipToken) {}

  /**
   * An account that was put.
   *
   * @param isNew false when there was one before
   */
  record Put(ModelManagementAccount account, boolean isNew) {}
}
