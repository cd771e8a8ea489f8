package dev.modelwright.manifests.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Environments for tests of their users; keeps the same contract as the real store. */
public final class ComputeEnvironmentsInMemory implements ComputeEnvironments {

  private final Map<String, ComputeEnvironment> environments = new TreeMap<>();

  @Override
  public synchronized Optional<ComputeEnvironment> find(EnvironmentId id) {
    return Optional.ofNullable(environments.get(id.toString()));
  }

  @Override
  public synchronized Optional<ComputeEnvironment> findByStorageAccount(String storageAccount) {
    return environments.values().stream()
        .filter(environment -> environment.storageAccount().equals(storageAccount))
        .findFirst();
  }

  @Override
  public synchronized boolean add(ComputeEnvironment environment) {
    return environments.putIfAbsent(environment.id().toString(), environment) == null;
  }

  @Override
  public synchronized boolean replace(ComputeEnvironment environment) {
    return environments.replace(environment.id().toString(), environment) != null;
  }

  @Override
  public synchronized boolean delete(EnvironmentId id) {
    return environments.remove(id.toString()) != null;
  }

  @Override
  public synchronized List<ComputeEnvironment> list(
      String subscription, Optional<String> group, Optional<EnvironmentId> after, int count) {
    String prefix = subscription + "/" + group.map(part -> part + "/").orElse("");
    return environments.entrySet().stream()
        .filter(found -> found.getKey().startsWith(prefix))
        .filter(
            found -> after.map(last -> found.getKey().compareTo(last.toString()) > 0).orElse(true))
        .limit(count)
        .map(Map.Entry::getValue)
        .toList();
  }
}
