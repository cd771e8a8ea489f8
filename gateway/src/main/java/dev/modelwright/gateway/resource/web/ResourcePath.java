package dev.modelwright.gateway.resource.web;

import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.Map;
import java.util.Optional;

/** What a path of resources names; the short ones leave subscription and group out. */
public record ResourcePath(Map<String, String> variables) {

  private static final String SUBSCRIPTION = "subscription";
  private static final String GROUP = "group";

  public String subscription() {
    return variables.getOrDefault(SUBSCRIPTION, ResourceName.USUAL_SUBSCRIPTION);
  }

  /** Empty when the path means every group of the subscription. */
  public Optional<String> group() {
    return variables.containsKey(SUBSCRIPTION)
        ? Optional.ofNullable(variables.get(GROUP))
        : Optional.of(ResourceName.USUAL_GROUP);
  }

  /**
   * The one resource that the path names.
   *
   * @param code of the refusal
   * @param kind for people
   * @throws ProblemException when a part can be none of a name's
   */
  public ResourceName one(String code, String kind) {
    try {
      return new ResourceName(subscription(), group().orElse(""), variables.get("name"));
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          Problem.of(
              code,
              400,
              "Cannot read the %1$s in the path: subscription, resource group and %1$s are each 1 to 90 letters, digits, '.', '_', '-', '(' and ')'. Correct the path."
                  .formatted(kind)));
    }
  }
}
