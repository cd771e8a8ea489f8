package dev.modelwright.manifests.environment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names an environment; case makes no difference. */
public record EnvironmentId(String subscription, String group, String name) {

  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[a-z0-9._()-]{1,90}");

  /** The installation's own: it is there from the first start on, and cannot be deleted. */
  public static final EnvironmentId DEFAULT = new EnvironmentId("local", "modelwright", "default");

  private static final Pattern RESOURCE_ID =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.MachineLearningCompute/operationalizationClusters/([^/]+)/?",
          Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException when a part is not 1 to 90 letters, digits and {@code ._()-},
   *     or would climb in a path
   */
  public EnvironmentId {
    subscription = part(subscription);
    group = part(group);
    name = part(name);
  }

  /** What a {@code computeResourceId} names; empty when it is none. */
  public static Optional<EnvironmentId> ofResource(String id) {
    Matcher parts = RESOURCE_ID.matcher(id);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new EnvironmentId(parts.group(1), parts.group(2), parts.group(3)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** As {@code computeResourceId} spells an environment. */
  public static String resource(String subscription, String group, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.MachineLearningCompute/operationalizationClusters/%s"
        .formatted(subscription, group, name);
  }

  /**
   * @param text as {@link #toString} gives it
   */
  public static EnvironmentId of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'%s' is not 'subscription/group/environment'".formatted(text));
    }
    return new EnvironmentId(parts[0], parts[1], parts[2]);
  }

  private static String part(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!PART.matcher(lower).matches()) {
      throw new IllegalArgumentException("'%s' is no part of an environment".formatted(text));
    }
    return lower;
  }

  @Override
  public String toString() {
    return subscription + "/" + group + "/" + name;
  }
}
