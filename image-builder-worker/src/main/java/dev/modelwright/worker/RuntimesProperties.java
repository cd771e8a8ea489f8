package dev.modelwright.worker;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Serving runtimes.
 *
 * @param directory a folder per runtime, as {@code runtimes/build} makes them
 */
@ConfigurationProperties("modelwright.runtimes")
record RuntimesProperties(Path directory) {

  RuntimesProperties {
    if (directory == null) {
      throw new IllegalArgumentException(
          "modelwright.runtimes.directory is not set. Set MODELWRIGHT_RUNTIMES_DIRECTORY to the folder that runtimes/build has made.");
    }
  }
}
