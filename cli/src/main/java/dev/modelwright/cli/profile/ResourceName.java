package dev.modelwright.cli.profile;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Resource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an account or an environment, as resource ids do.
 *
 * @param group the resource group
 */
public record ResourceName(String subscription, String group, String name) {

  /** What the path of an environment has between its resource group and its name. */
  public static final String ENVIRONMENTS =
      "/providers/Microsoft.MachineLearningCompute/operationalizationClusters";

  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._()-]{1,90}");
  private static final Pattern ID =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/[^/]+/[^/]+/([^/]+)/?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Of the account that is there from the first start on; below the rules that it is checked by.
   */
  public static final ResourceName DEFAULT = new ResourceName("local", "modelwright", "default");

  public ResourceName {
    check("subscription", subscription);
    check("resource group", group);
    check("name", name);
  }

  /** The name in a resource's {@code id}. */
  public static ResourceName of(Resource resource) {
    String id = resource.requiredText("id");
    return ofId(id)
        .orElseThrow(() ->
            CommandException.systemError(
                "Cannot read the server's answer: '%s' is no resource id. Check that MODELWRIGHT_URL names a Modelwright server of this version."
                    .formatted(id),
                null));
  }

  /** Empty when the text is no resource id. */
  public static Optional<ResourceName> ofId(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches()
        ? Optional.of(new ResourceName(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** Of an environment, as {@code computeResourceId} spells it. */
  public String environmentId() {
    return "/subscriptions/%s/resourceGroups/%s%s/%s"
        .formatted(subscription, group, ENVIRONMENTS, name);
  }

  /** Case makes no difference. */
  public boolean isSameAs(ResourceName other) {
    return toString().toLowerCase(Locale.ROOT).equals(other.toString().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return subscription + "/" + group + "/" + name;
  }

  private static void check(String part, String text) {
    if (!PART.matcher(text).matches()) {
      throw CommandException.userError(
          "Cannot use %s '%s': it is not 1 to 90 letters, digits and '._()-'. Correct it."
              .formatted(part, text));
    }
  }
}
