package dev.modelwright.registry.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDirectoryTests {

  private static final AccountChanges NOTHING = new AccountChanges(null, null, null, null, null);
  private static final AccountId ID = new AccountId("sub", "group", "acc");

  private final Map<AccountId, String> contents = new HashMap<>();
  private final AccountDirectory accounts =
      new AccountDirectory(
          new InMemoryAccounts(),
          account -> Optional.ofNullable(contents.get(account)),
          Clock.fixed(Instant.parse("2026-11-26T12:00:00.123456Z"), ZoneOffset.UTC));

  @Test
  void hasTheDefaultAccountFromTheStart() {
    assertThat(accounts.has(AccountId.of("local/modelwright/default"))).isTrue();
    assertThat(accounts.list("local", Optional.empty(), Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void makesAnAccountWithWhatIsUsual() {
    AccountDirectory.Put put = accounts.put("Sub", "Group", "Acc", NOTHING);

    assertThat(put.isNew()).isTrue();
    assertThat(put.account().name()).isEqualTo("Acc");
    assertThat(put.account().sku()).isEqualTo(new Sku("S1", 1));
    assertThat(put.account().createdOn()).isEqualTo("2026-11-26T12:00:00.123Z");
    assertThat(accounts.find(ID)).contains(put.account());
  }

  @Test
  void replacesAllOfAnAccountThatIsPutAgainButItsSpelling() {
    accounts.put(
        "Sub", "Group", "Acc", new AccountChanges("eastus2", Map.of("a", "b"), null, "old", "/e"));

    AccountDirectory.Put put =
        accounts.put("sub", "GROUP", "acc", new AccountChanges(null, null, null, "new", null));

    assertThat(put.isNew()).isFalse();
    assertThat(put.account().group()).isEqualTo("Group");
    assertThat(put.account().description()).isEqualTo("new");
    assertThat(put.account().tags()).isEmpty();
    assertThat(put.account().defaultEnvironment()).isNull();
  }

  @Test
  void changesOnlyWhatIsSaid() {
    accounts.put(
        "sub",
        "group",
        "acc",
        new AccountChanges("eastus2", Map.of("a", "b"), new Sku("S2", 3), "old", "/e"));

    ModelManagementAccount described =
        accounts.change(ID, new AccountChanges(null, null, null, "new", null)).orElseThrow();
    ModelManagementAccount bare =
        accounts.change(ID, new AccountChanges(null, Map.of(), null, "", "")).orElseThrow();

    assertThat(described.tags()).containsEntry("a", "b");
    assertThat(described.sku()).isEqualTo(new Sku("S2", 3));
    assertThat(described.defaultEnvironment()).isEqualTo("/e");
    assertThat(bare.tags()).isEmpty();
    assertThat(bare.description()).isEmpty();
    assertThat(bare.defaultEnvironment()).isNull();
    assertThat(accounts.change(new AccountId("sub", "group", "none"), NOTHING)).isEmpty();
  }

  @Test
  void deletesOnlyWhatHoldsNothingAndNamesWhatItHolds() {
    accounts.put("sub", "group", "acc", NOTHING);
    contents.put(ID, "model 'housing.model' version 1");

    assertThatExceptionOfType(RefusedAccountException.class)
        .isThrownBy(() -> accounts.delete(ID))
        .withMessageContaining("holds model 'housing.model' version 1")
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409));
    contents.clear();

    assertThat(accounts.delete(ID)).isTrue();
    assertThat(accounts.delete(ID)).isFalse();
  }

  @Test
  void keepsTheDefaultAccount() {
    assertThatExceptionOfType(RefusedAccountException.class)
        .isThrownBy(() -> accounts.delete(AccountId.DEFAULT))
        .withMessageContaining("short paths mean this one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a/b/c/d", "a//c", "a/../c", "a/b/ü", "a/b/c d"})
  void refusesNamesThatNoAccountCanHave(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AccountId.of(text));
  }
}
