package dev.modelwright.gateway.account;

import dev.modelwright.gateway.resource.ResourceName;
import java.util.Locale;
import java.util.regex.Pattern;

/** Owner of models, manifests and images; spelled without regard to case. */
public record Account(String subscription, String group, String name) {

  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._()-]{1,90}");

  /** What the short paths mean. */
  public static final Account DEFAULT =
      new Account(ResourceName.USUAL_SUBSCRIPTION, ResourceName.USUAL_GROUP, "default");

  /**
   * @throws IllegalArgumentException when a part is not 1 to 90 letters, digits and {@code ._()-},
   *     or would climb in a path
   */
  public Account {
    subscription = segment(subscription);
    group = segment(group);
    name = segment(name);
  }

  private static String segment(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!SEGMENT.matcher(lower).matches() || lower.equals(".") || lower.equals("..")) {
      throw new IllegalArgumentException("'%s' is no part of an account".formatted(text));
    }
    return lower;
  }

  public ResourceName resource() {
    return new ResourceName(subscription, group, name);
  }

  /** As events spell it. */
  @Override
  public String toString() {
    return subscription + "/" + group + "/" + name;
  }
}
