package dev.modelwright.registry.account;

import dev.modelwright.schemas.ModelManagementAccount;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names an account; case makes no difference. */
public record AccountId(String subscription, String group, String name) {

  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[a-z0-9._()-]{1,90}");

  /** It is there from the first start on, and cannot be deleted. */
  public static final AccountId DEFAULT = new AccountId("local", "modelwright", "default");

  /**
   * @throws IllegalArgumentException when a part is not 1 to 90 letters, digits and {@code ._()-},
   *     or would climb in a path
   */
  public AccountId {
    subscription = part(subscription);
    group = part(group);
    name = part(name);
  }

  public static AccountId of(ModelManagementAccount account) {
    return new AccountId(account.subscription(), account.group(), account.name());
  }

  /**
   * @param text as events spell it
   */
  public static AccountId of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'%s' is not 'subscription/group/account'".formatted(text));
    }
    return new AccountId(parts[0], parts[1], parts[2]);
  }

  private static String part(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!PART.matcher(lower).matches()) {
      throw new IllegalArgumentException("'%s' is no part of an account".formatted(text));
    }
    return lower;
  }

  /** As events spell it. */
  @Override
  public String toString() {
    return subscription + "/" + group + "/" + name;
  }
}
