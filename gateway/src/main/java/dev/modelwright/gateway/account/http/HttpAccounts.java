package dev.modelwright.gateway.account.http;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.account.AccountChanges;
import dev.modelwright.gateway.account.Accounts;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.schemas.ModelManagementAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

/** Accounts of the registry-service. */
public final class HttpAccounts implements Accounts {

  private static final String COLLECTION = "accounts";
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  private final OwnerClient owner;

  public HttpAccounts(OwnerClient owner) {
    this.owner = owner;
  }

  @Override
  public Optional<ModelManagementAccount> find(Account account) {
    return owner.find(ModelManagementAccount.class, path(account));
  }

  @Override
  public Part list(String subscription, Optional<String> group, Map<String, List<String>> query) {
    Map<String, List<String>> wanted = new LinkedHashMap<>(query);
    wanted.put("subscription", List.of(subscription));
    group.ifPresent(name -> wanted.put("group", List.of(name)));
    return owner.list(ParameterizedTypeReference.forType(Part.class), wanted, COLLECTION);
  }

  @Override
  public Put put(String subscription, String group, String name, AccountChanges changes) {
    OwnerClient.Answer<ModelManagementAccount> answer =
        owner.ask(
            HttpMethod.PUT,
            changes,
            ModelManagementAccount.class,
            COLLECTION,
            subscription,
            group,
            name);
    return new Put(answer.body(), answer.status() == CREATED);
  }

  @Override
  public ModelManagementAccount change(Account account, AccountChanges changes) {
    return owner.ask(HttpMethod.PATCH, changes, ModelManagementAccount.class, path(account)).body();
  }

  @Override
  public boolean delete(Account account) {
    return owner.ask(HttpMethod.DELETE, null, Void.class, path(account)).status() != NO_CONTENT;
  }

  private static String[] path(Account account) {
    return new String[] {COLLECTION, account.subscription(), account.group(), account.name()};
  }
}
