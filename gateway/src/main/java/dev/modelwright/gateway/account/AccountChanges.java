package dev.modelwright.gateway.account;

import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.schemas.ModelManagementAccount.Sku;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of a {@code PUT} or {@code PATCH} of an account, checked; null where it says nothing.
 */
public record AccountChanges(
    String location,
    Map<String, String> tags,
    Sku sku,
    String description,
    String defaultEnvironment) {

  private static final List<String> SKUS = List.of("S1", "S2", "S3", "DevTest");
  private static final int MOST_CAPACITY = 16;
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "|/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.MachineLearningCompute/operationalizationClusters/[^/]+",
          Pattern.CASE_INSENSITIVE);

  /**
   * @param action what cannot be done with a wrong body, for example {@code create account}
   * @throws dev.modelwright.web.ProblemException that names everything that is wrong
   */
  public static AccountChanges read(RequestObject body, String action) {
    RequestObject properties = body.object("properties");
    String location = body.text("location", RequestObject.MAX_TEXT);
    Map<String, String> tags = body.has("tags") ? body.object("tags").textMap() : null;
    Sku sku = body.has("sku") ? sku(body.object("sku")) : null;
    String description = properties.text("description", RequestObject.MAX_TEXT);
    String defaultEnvironment =
        properties.matching(
            "defaultEnvironment",
            properties.text("defaultEnvironment"),
            ENVIRONMENT,
            "is not the id of an environment (/subscriptions/…/operationalizationClusters/{name})");
    body.rejectIfBroken(action);
    return new AccountChanges(location, tags, sku, description, defaultEnvironment);
  }

  /** The original's client capitalises the name when it updates. */
  private static Sku sku(RequestObject sku) {
    String given = sku.text("name");
    String name =
        SKUS.stream()
            .filter(known -> given == null || known.equalsIgnoreCase(given))
            .findFirst()
            .orElse(null);
    if (name == null) {
      sku.broken("name", "is none of " + String.join(", ", SKUS));
    }
    Long capacity = sku.wholeNumber("capacity");
    if (capacity != null && (capacity < 1 || capacity > MOST_CAPACITY)) {
      sku.broken("capacity", "is not 1 to " + MOST_CAPACITY);
    }
    return new Sku(name, capacity == null ? 1 : (int) Math.clamp(capacity, 1, MOST_CAPACITY));
  }
}
