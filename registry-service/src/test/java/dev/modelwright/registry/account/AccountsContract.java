package dev.modelwright.registry.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of accounts does, the one in memory and the real one. */
public abstract class AccountsContract {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123Z");

  protected abstract Accounts accounts();

  @Test
  void findsWhatWasAddedInAnySpelling() {
    ModelManagementAccount account = account("Sub", "My(Group)", "Acc.1");

    assertThat(accounts().add(account)).isTrue();

    assertThat(accounts().find(AccountId.of("sub/my(group)/acc.1"))).contains(account);
    assertThat(accounts().find(new AccountId("SUB", "MY(GROUP)", "ACC.1"))).contains(account);
    assertThat(accounts().find(AccountId.of("sub/my(group)/acc-1"))).isEmpty();
  }

  @Test
  void addsAnAccountOnce() {
    accounts().add(account("sub", "group", "once"));

    assertThat(accounts().add(account("SUB", "Group", "ONCE"))).isFalse();
    assertThat(accounts().find(AccountId.of("sub/group/once")).orElseThrow().subscription())
        .isEqualTo("sub");
  }

  @Test
  void replacesOnlyWhatIsThere() {
    ModelManagementAccount changed = described(account("sub", "group", "changed"), "new");

    assertThat(accounts().replace(changed)).isFalse();
    accounts().add(account("sub", "group", "changed"));
    assertThat(accounts().replace(changed)).isTrue();

    assertThat(accounts().find(AccountId.of("sub/group/changed"))).contains(changed);
  }

  @Test
  void forgetsWhatWasDeleted() {
    accounts().add(account("sub", "group", "deleted"));

    assertThat(accounts().delete(AccountId.of("sub/group/deleted"))).isTrue();

    assertThat(accounts().delete(AccountId.of("sub/group/deleted"))).isFalse();
    assertThat(accounts().find(AccountId.of("sub/group/deleted"))).isEmpty();
  }

  @Test
  void listsASubscriptionOrAGroupInParts() {
    for (String group : List.of("a", "a.b", "b")) {
      for (String name : List.of("one", "two")) {
        accounts().add(account("lists", group, name));
      }
    }
    accounts().add(account("lists2", "a", "other"));

    assertThat(names("lists", Optional.empty(), Optional.empty(), 10)).hasSize(6);
    assertThat(names("lists", Optional.of("a"), Optional.empty(), 10))
        .containsExactly("lists/a/one", "lists/a/two");
    assertThat(names("lists", Optional.empty(), Optional.of("lists/a/two"), 2))
        .hasSize(2)
        .doesNotContain("lists/a/one", "lists/a/two");
    assertThat(names("lists", Optional.of("none"), Optional.empty(), 10)).isEmpty();
  }

  private List<String> names(
      String subscription, Optional<String> group, Optional<String> after, int count) {
    return accounts().list(subscription, group, after.map(AccountId::of), count).stream()
        .map(account -> AccountId.of(account).toString())
        .toList();
  }

  private static ModelManagementAccount account(String subscription, String group, String name) {
    return new ModelManagementAccount(
        subscription,
        group,
        name,
        "eastus2",
        Map.of("cost.center", "$1", "", "empty"),
        new Sku("DevTest", 16),
        "described",
        null,
        NOW,
        NOW);
  }

  private static ModelManagementAccount described(ModelManagementAccount known, String text) {
    return new ModelManagementAccount(
        known.subscription(),
        known.group(),
        known.name(),
        known.location(),
        Map.of(),
        known.sku(),
        text,
        "/subscriptions/sub/resourceGroups/g/providers/p/operationalizationClusters/e",
        known.createdOn(),
        NOW.plusSeconds(1));
  }
}
