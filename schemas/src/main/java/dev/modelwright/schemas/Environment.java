package dev.modelwright.schemas;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment: where images go and how they are built. Its parts are spelled as whoever created
 * it spelled them; environments that differ in case only are the same.
 *
 * @param containerRegistry its own, or the installation's
 * @param limits null for those of the workers
 * @param runtimes as in {@link BuildEnvironment}
 * @param storageAccount name under which clients of the original service upload files, 3 to 24
 *     lower-case letters and digits
 * @param artifactStore name of the store of its uploads and build logs
 */
public record Environment(
    String subscription,
    String group,
    String name,
    String location,
    Map<String, String> tags,
    String description,
    Registry containerRegistry,
    Limits limits,
    Map<String, String> runtimes,
    String storageAccount,
    String artifactStore,
    Instant createdOn,
    Instant modifiedOn) {

  public Environment {
    tags = sorted(tags);
    runtimes = sorted(runtimes);
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * A container registry without what is secret.
   *
   * @param inherited whether it is the installation's own
   */
  public record Registry(
      URI url, String publicAddress, String repositoryPrefix, String username, boolean inherited) {}

  /**
   * What only its owner may know.
   *
   * @param artifactStore as in {@link Environment}
   */
  public record Keys(
      String storageAccount,
      String storageKey,
      String artifactStore,
      String loginServer,
      String username,
      String password) {}
}
