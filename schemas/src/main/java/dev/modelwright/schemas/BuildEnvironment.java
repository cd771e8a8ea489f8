package dev.modelwright.schemas;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the environment of an image says about its build. What it does not say, the worker's own
 * settings do.
 *
 * @param id of the environment, as {@code computeResourceId} spells it
 * @param containerRegistry null for the worker's own
 * @param limits null for the worker's own
 * @param runtimes names of the serving runtimes that take the place of the usual ones, by runtime
 *     type
 * @param artifactStore where the build log is written; null for the default
 */
public record BuildEnvironment(
    String id,
    ContainerRegistry containerRegistry,
    Limits limits,
    Map<String, String> runtimes,
    String artifactStore) {

  public BuildEnvironment {
    runtimes = runtimes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(runtimes));
  }
}
