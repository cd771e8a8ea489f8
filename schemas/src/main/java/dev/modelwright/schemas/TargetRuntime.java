package dev.modelwright.schemas;

import java.util.Map;

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
    properties = properties == null ? Map.of() : Map.copyOf(properties);
    contents = contents == null ? Map.of() : Map.copyOf(contents);
  }
}
