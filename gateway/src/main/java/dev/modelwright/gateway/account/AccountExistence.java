package dev.modelwright.gateway.account;

import dev.modelwright.gateway.resource.Resources;
import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows for some seconds which accounts are there. One that was not there is asked for again, so
 * that a new account can be used at once. Thread-safe.
 */
public final class AccountExistence {

  private static final Duration VALIDITY = Duration.ofSeconds(5);
  private static final int MOST_KNOWN = 10_000;

  private final Resources<ModelManagementAccount, AccountChanges> accounts;
  private final ConcurrentMap<Account, Long> seen = new ConcurrentHashMap<>();

  public AccountExistence(Resources<ModelManagementAccount, AccountChanges> accounts) {
    this.accounts = accounts;
  }

  /**
   * @throws ProblemException when there is no such account
   */
  public void require(Account account) {
    if (account.equals(Account.DEFAULT) || isFresh(account)) {
      return;
    }
    if (accounts.find(account.resource()).isEmpty()) {
      seen.remove(account);
      throw new ProblemException(
          Problem.of(
              "UnknownAccount",
              404,
              "Cannot find account '%s': there is none. Create it (PUT /subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.MachineLearningModelManagement/accounts/{account}), or correct the path."
                  .formatted(account)));
    }
    if (seen.size() >= MOST_KNOWN) {
      seen.clear();
    }
    seen.put(account, System.nanoTime());
  }

  private boolean isFresh(Account account) {
    Long at = seen.get(account);
    return at != null && System.nanoTime() - at < VALIDITY.toNanos();
  }

  /** It was deleted. */
  public void forget(Account account) {
    seen.remove(account);
  }
}
