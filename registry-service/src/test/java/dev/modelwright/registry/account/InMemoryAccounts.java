package dev.modelwright.registry.account;

import dev.modelwright.schemas.ModelManagementAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts for tests of their users; keeps the same contract as the real store. */
public final class InMemoryAccounts implements Accounts {

  private final Map<String, ModelManagementAccount> accounts = new TreeMap<>();

  @Override
  public synchronized Optional<ModelManagementAccount> find(AccountId id) {
    return Optional.ofNullable(accounts.get(id.toString()));
  }

  @Override
  public synchronized boolean add(ModelManagementAccount account) {
    return accounts.putIfAbsent(AccountId.of(account).toString(), account) == null;
  }

  @Override
  public synchronized boolean replace(ModelManagementAccount account) {
    return accounts.replace(AccountId.of(account).toString(), account) != null;
  }

  @Override
  public synchronized boolean delete(AccountId id) {
    return accounts.remove(id.toString()) != null;
  }

  @Override
  public synchronized List<ModelManagementAccount> list(
      String subscription, Optional<String> group, Optional<AccountId> after, int count) {
    String prefix = subscription + "/" + group.map(part -> part + "/").orElse("");
    return accounts.entrySet().stream()
        .filter(account -> account.getKey().startsWith(prefix))
        .filter(account ->
            after.map(last -> account.getKey().compareTo(last.toString()) > 0).orElse(true))
        .limit(count)
        .map(Map.Entry::getValue)
        .toList();
  }
}
