package dev.modelwright.worker;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The artifact store.
 *
 * @param directory that all services share
 * @param publicUrl address under which the gateway serves it
 */
@ConfigurationProperties("modelwright.artifacts")
record ArtifactProperties(Path directory, @DefaultValue("http://127.0.0.1:8080") URI publicUrl) {

  ArtifactProperties {
    if (directory == null) {
      throw new IllegalArgumentException(
          "modelwright.artifacts.directory is not set. Set MODELWRIGHT_ARTIFACTS_DIRECTORY to the folder that all services share.");
    }
  }
}
