package dev.modelwright.gateway.resource;

import java.util.List;
import java.util.regex.Pattern;

/** Where a resource stands, as a client spells it; case makes no difference. */
public record ResourceName(String subscription, String group, String name) {

  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._()-]{1,90}");

  /** Where the resources of the short paths stand. */
  public static final String USUAL_SUBSCRIPTION = "local";

  /** As {@link #USUAL_SUBSCRIPTION}. */
  public static final String USUAL_GROUP = "modelwright";

  /**
   * @throws IllegalArgumentException when a part is not 1 to 90 letters, digits and {@code ._()-},
   *     or would climb in a path
   */
  public ResourceName {
    for (String part : List.of(subscription, group, name)) {
      if (!isPart(part)) {
        throw new IllegalArgumentException("'%s' is no part of a resource's name".formatted(part));
      }
    }
  }

  /** Whether a subscription, a resource group or a resource can be called so. */
  public static boolean isPart(String text) {
    return PART.matcher(text).matches();
  }
}
