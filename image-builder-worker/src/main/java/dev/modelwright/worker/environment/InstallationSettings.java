package dev.modelwright.worker.environment;

import dev.modelwright.distribution.Digest;
import dev.modelwright.worker.engine.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How environments are installed here.
 *
 * @param timeout for one installation
 * @param indexes {@code UV_…} and {@code PIP_…} variables that say where packages come from; may
 *     hold credentials
 * @param mapCondaToPypi whether conda packages may be taken from the Python package index under the
 *     same name
 * @param authorities certificate authorities that the package indexes are trusted by
 */
public record InstallationSettings(
    Limits limits,
    Duration timeout,
    Map<String, String> indexes,
    boolean mapCondaToPypi,
    Optional<Authorities> authorities) {

  /** Variables that decide which packages are found; the others only say how to reach them. */
  private static final List<String> DECISIVE =
      List.of(
          "UV_DEFAULT_INDEX",
          "UV_INDEX",
          "UV_INDEX_STRATEGY",
          "UV_FIND_LINKS",
          "UV_NO_INDEX",
          "UV_NO_BUILD",
          "UV_EXCLUDE_NEWER",
          "PIP_INDEX_URL",
          "PIP_EXTRA_INDEX_URL",
          "PIP_FIND_LINKS",
          "PIP_NO_INDEX");

  private static final String CREDENTIALS = "(?<=://)[^/@\\s]+@";

  public InstallationSettings {
    indexes = Map.copyOf(indexes);
  }

  /**
   * Certificates in PEM form.
   *
   * @param bytes of the bundle
   */
  public record Authorities(byte[] bytes) {}

  /** The same with other limits. */
  public InstallationSettings within(Limits others, Duration time) {
    return new InstallationSettings(others, time, indexes, mapCondaToPypi, authorities);
  }

  /** Equal for settings that find the same packages; holds no credentials. */
  Digest indexFingerprint() {
    TreeMap<String, String> decisive = new TreeMap<>();
    indexes.forEach((name, value) -> {
      if (DECISIVE.contains(name)) {
        decisive.put(name, value.replaceAll(CREDENTIALS, ""));
      }
    });
    decisive.put("map-conda-to-pypi", Boolean.toString(mapCondaToPypi));
    return Digest.of(decisive.toString().getBytes(StandardCharsets.UTF_8));
  }
}
