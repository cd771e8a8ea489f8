package dev.modelwright.gateway.resource.web;

import dev.modelwright.gateway.resource.ResourceName;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a path of resources names; the short ones leave subscription and group out.
 *
 * @param subscription as the client spells it
 * @param group empty when the path means every group of the subscription
 * @param name empty when the path means no single resource
 */
public record ResourcePath(String subscription, Optional<String> group, Optional<String> name) {

  /**
   * @param kind of the resource, for people
   * @param variables of the request's path
   * @throws ProblemException when a part can be none of a name's
   */
  public static ResourcePath of(String kind, Map<String, String> variables) {
    Optional<String> subscription = Optional.ofNullable(variables.get("subscription"));
    Optional<String> group = Optional.ofNullable(variables.get("group"));
    Optional<String> name = Optional.ofNullable(variables.get("name"));
    if (!Stream.of(subscription, group, name)
        .flatMap(Optional::stream)
        .allMatch(ResourceName::isPart)) {
      throw new ProblemException(
          Problem.of(
              "InvalidPath",
              400,
              "Cannot read the %s in the path: subscription, resource group and name are each 1 to 90 letters, digits, '.', '_', '-', '(' and ')'. Correct the path."
                  .formatted(kind)));
    }
    return subscription.isPresent()
        ? new ResourcePath(subscription.get(), group, name)
        : new ResourcePath(
            ResourceName.USUAL_SUBSCRIPTION, Optional.of(ResourceName.USUAL_GROUP), name);
  }

  /** The one resource that the path names. */
  public ResourceName one() {
    return new ResourceName(subscription, group.orElseThrow(), name.orElseThrow());
  }
}
