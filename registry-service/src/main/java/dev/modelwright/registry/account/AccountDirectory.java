package dev.modelwright.registry.account;

import dev.modelwright.schemas.ModelManagementAccount;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows the accounts; the default one is always among them. */
public final class AccountDirectory {

  private static final String USUAL_LOCATION = "local";
  private static final Sku USUAL_SKU = new Sku("S1", 1);

  private final Accounts accounts;
  private final AccountContents contents;
  private final Clock clock;
  private volatile boolean defaultIsThere;

  public AccountDirectory(Accounts accounts, AccountContents contents, Clock clock) {
    this.accounts = accounts;
    this.contents = contents;
    this.clock = clock;
  }

  /**
   * An account, and whether it is new.
   *
   * @param isNew false when there was one before
   */
  public record Put(ModelManagementAccount account, boolean isNew) {}

  public Optional<ModelManagementAccount> find(AccountId id) {
    makeDefault();
    return accounts.find(id);
  }

  /** Asks the store for all but the default one, which cannot be deleted. */
  public boolean has(AccountId id) {
    makeDefault();
    return id.equals(AccountId.DEFAULT) || accounts.find(id).isPresent();
  }

  /** As {@link Accounts#list}. */
  public List<ModelManagementAccount> list(
      String subscription, Optional<String> group, Optional<AccountId> after, int count) {
    makeDefault();
    return accounts.list(subscription, group, after, count);
  }

  /**
   * Makes an account, or gives one that is there all that is said here, and the usual for what is
   * not. Idempotent.
   *
   * @param subscription as it shall be spelled, like the group and the name
   */
  public Put put(String subscription, String group, String name, AccountChanges said) {
    makeDefault();
    ModelManagementAccount wanted = account(subscription, group, name, said);
    if (accounts.add(wanted)) {
      return new Put(wanted, true);
    }
    ModelManagementAccount known = accounts.find(AccountId.of(wanted)).orElse(wanted);
    ModelManagementAccount changed = spelledAs(known, wanted);
    return accounts.replace(changed)
        ? new Put(changed, false)
        : put(subscription, group, name, said); // Deleted in between.
  }

  /** Changes what is said here; empty when there is no such account. */
  public Optional<ModelManagementAccount> change(AccountId id, AccountChanges said) {
    return find(id).map(known -> changed(known, said)).filter(accounts::replace);
  }

  /**
   * False when there was none.
   *
   * @throws RefusedAccountException when it holds something, or is the default one
   */
  public boolean delete(AccountId id) {
    if (id.equals(AccountId.DEFAULT)) {
      throw new RefusedAccountException(
          "DefaultAccount",
          409,
          "Cannot delete account '%s': short paths mean this one. Delete what it holds instead."
              .formatted(id));
    }
    contents
        .exampleOf(id)
        .ifPresent(example -> {
          throw new RefusedAccountException(
              "AccountNotEmpty",
              409,
              "Cannot delete account '%s': it holds %s. Delete what it holds first."
                  .formatted(id, example));
        });
    return accounts.delete(id);
  }

  /** At first use, so that services start in any order. */
  private void makeDefault() {
    if (!defaultIsThere) {
      AccountId id = AccountId.DEFAULT;
      accounts.add(
          account(
              id.subscription(),
              id.group(),
              id.name(),
              new AccountChanges(null, null, null, null, null)));
      defaultIsThere = true;
    }
  }

  private ModelManagementAccount account(
      String subscription, String group, String name, AccountChanges said) {
    Instant now = now();
    return new ModelManagementAccount(
        subscription,
        group,
        name,
        orElse(said.location(), USUAL_LOCATION),
        orElse(said.tags(), Map.of()),
        orElse(said.sku(), USUAL_SKU),
        orElse(said.description(), ""),
        named(said.defaultEnvironment()),
        now,
        now);
  }

  private static ModelManagementAccount spelledAs(
      ModelManagementAccount known, ModelManagementAccount wanted) {
    return new ModelManagementAccount(
        known.subscription(),
        known.group(),
        known.name(),
        wanted.location(),
        wanted.tags(),
        wanted.sku(),
        wanted.description(),
        wanted.defaultEnvironment(),
        known.createdOn(),
        wanted.modifiedOn());
  }

  private ModelManagementAccount changed(ModelManagementAccount known, AccountChanges said) {
    return new ModelManagementAccount(
        known.subscription(),
        known.group(),
        known.name(),
        orElse(said.location(), known.location()),
        orElse(said.tags(), known.tags()),
        orElse(said.sku(), known.sku()),
        orElse(said.description(), known.description()),
        named(orElse(said.defaultEnvironment(), known.defaultEnvironment())),
        known.createdOn(),
        now());
  }

  /** Empty means none. */
  private static String named(String environment) {
    return environment == null || environment.isBlank() ? null : environment;
  }

  /** Milliseconds are what the store keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> T orElse(T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}
