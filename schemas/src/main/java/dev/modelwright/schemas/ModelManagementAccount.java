package dev.modelwright.schemas;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model management account: models, manifests and images belong to one. Its parts are spelled as
 * whoever created it spelled them; accounts that differ in case only are the same.
 *
 * @param sku one of the original service's, kept for its clients; it limits nothing
 * @param defaultEnvironment resource id of the environment that images go to which name none; null
 *     for the installation's
 */
public record ModelManagementAccount(
    String subscription,
    String group,
    String name,
    String location,
    Map<String, String> tags,
    Sku sku,
    String description,
    String defaultEnvironment,
    Instant createdOn,
    Instant modifiedOn) {

  public ModelManagementAccount {
    tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * @param name {@code S1}, {@code S2}, {@code S3} or {@code DevTest}
   * @param capacity 1 to 16
   */
  public record Sku(String name, int capacity) {}
}
