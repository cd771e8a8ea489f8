package dev.modelwright.manifests.environment;

import java.util.List;
import java.util.Optional;

/** Stored environments. Thread-safe, also across processes; every change is atomic. */
public interface ComputeEnvironments {

  Optional<ComputeEnvironment> find(EnvironmentId id);

  Optional<ComputeEnvironment> findByStorageAccount(String storageAccount);

  /** False when there is one already; then nothing changes. */
  boolean add(ComputeEnvironment environment);

  /** False when there is none; then nothing changes. */
  boolean replace(ComputeEnvironment environment);

  /** False when there was none. */
  boolean delete(EnvironmentId id);

  /**
   * Environments in the order of their ids.
   *
   * @param group empty for all of the subscription
   * @param after id of the last one that is known already
   * @param count how many at most
   */
  List<ComputeEnvironment> list(
      String subscription, Optional<String> group, Optional<EnvironmentId> after, int count);
}
