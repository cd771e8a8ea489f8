package dev.modelwright.worker;

import dev.modelwright.worker.engine.Limits;
import dev.modelwright.worker.environment.InstallationSettings;
import dev.modelwright.worker.environment.InstallationSettings.Authorities;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How environments are installed.
 *
 * @param memory of the container that installs
 * @param cpus of that container
 * @param processes of that container, threads included
 * @param timeout for one installation
 * @param caBundle file with certificate authorities in PEM form; handed to the container, never
 *     part of an image
 * @param indexes variables of uv or pip that say where packages come from, by name; empty ones
 *     count as absent
 */
@Validated
@ConfigurationProperties("modelwright.environment")
record EnvironmentProperties(
    @NotNull @DefaultValue("4GB") DataSize memory,
    @DefaultValue("2") double cpus,
    @DefaultValue("1024") long processes,
    @NotNull @DefaultValue("30m") Duration timeout,
    Path caBundle,
    @NotNull @DefaultValue Map<String, String> indexes) {

  private static final Pattern LOOPBACK =
      Pattern.compile("://(?:[^/@\\s]*@)?(?:127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1])(?=[:/]|$)");

  EnvironmentProperties {
    indexes = new TreeMap<>(indexes);
    indexes.values().removeIf(String::isBlank);
    indexes.forEach(EnvironmentProperties::checkReachable);
  }

  private static void checkReachable(String name, String value) {
    if (LOOPBACK.matcher(value).find()) {
      throw new IllegalArgumentException(
          "Cannot use '%s' of modelwright.environment.indexes: a container does not reach this machine's loopback address. Give an address that the engine's default network reaches."
              .formatted(name));
    }
  }

  InstallationSettings settings(boolean mapCondaToPypi) {
    return new InstallationSettings(
        new Limits(memory.toBytes(), cpus, processes),
        timeout,
        indexes,
        mapCondaToPypi,
        authorities());
  }

  private Optional<Authorities> authorities() {
    if (caBundle == null || caBundle.toString().isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Authorities(Files.readAllBytes(caBundle)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read modelwright.environment.ca-bundle '%s': %s. Name a readable file in PEM form."
              .formatted(caBundle, e),
          e);
    }
  }
}
