package dev.modelwright.manifests.environment;

import dev.modelwright.schemas.Limits;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An environment as it is kept: secrets are sealed.
 *
 * @param subscription as whoever created it spelled it, like group and name
 * @param registry its own container registry; empty for the installation's
 * @param limits each may be null, for those of the workers
 * @param runtimes names of serving runtimes that take the place of the usual ones, by runtime type
 * @param storageAccount unique among all environments
 * @param artifactStore where its uploads and build logs go; null for the default
 */
public record ComputeEnvironment(
    String subscription,
    String group,
    String name,
    String location,
    Map<String, String> tags,
    String description,
    Optional<Registry> registry,
    Limits limits,
    Map<String, String> runtimes,
    String storageAccount,
    String sealedStorageKey,
    String artifactStore,
    Instant createdOn,
    Instant modifiedOn) {

  public ComputeEnvironment {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    runtimes = Collections.unmodifiableMap(new TreeMap<>(runtimes));
  }

  /**
   * A container registry.
   *
   * @param prefix null for the top
   * @param username null when none is needed, like the credentials
   * @param sealedCredentials sealed for the URL
   */
  public record Registry(
      URI url, String publicAddress, String prefix, String username, String sealedCredentials) {}

  public EnvironmentId id() {
    return new EnvironmentId(subscription, group, name);
  }

  /** As {@code computeResourceId} spells it. */
  public String resourceId() {
    return EnvironmentId.resource(subscription, group, name);
  }
}
