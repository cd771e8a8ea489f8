package dev.modelwright.worker.runtime;

import dev.modelwright.worker.image.StoredImage;
import java.util.Map;

/**
 * Base image and scoring server for a {@code runtimeType}.
 *
 * @param type such as {@code PythonSlim}
 * @param image in the container registry
 * @param python version of its interpreter, such as {@code 3.11}
 */
public record ServingRuntime(
    String type, StoredImage image, String python, Map<String, String> env) {

  public ServingRuntime {
    env = Map.copyOf(env);
  }
}
