package dev.modelwright.schemas;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which base and which packages an image runs on.
 *
 * @param runtimeType {@code SparkPython}, {@code Python} or {@code PythonSlim}
 * @param properties as given by the client: {@code condaEnvFile} and {@code pipRequirements} are
 *     URLs
 * @param contents the pinned bytes of those properties that are URLs, by property name; empty in a
 *     request
 */
public record TargetRuntime(
    String runtimeType, Map<String, String> properties, Map<String, Content> contents) {

  public TargetRuntime {
    properties = sorted(properties);
    contents = sorted(contents);
  }

  /** One order everywhere: the same runtime is written the same way by every process. */
  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
