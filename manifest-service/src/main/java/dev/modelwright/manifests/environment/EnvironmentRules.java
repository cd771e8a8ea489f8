package dev.modelwright.manifests.environment;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said about a wanted environment by looking at it alone. */
final class EnvironmentRules {

  private static final Set<String> RUNTIME_TYPES = Set.of("SparkPython", "Python", "PythonSlim");
  private static final Pattern RUNTIME_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final long LEAST_MEMORY = 64L << 20;
  private static final Duration LONGEST_TIME = Duration.ofDays(1);

  private EnvironmentRules() {}

  static ContainerRegistryAccess access(
      EnvironmentId id, EnvironmentChanges.Registry wanted, Optional<Credentials> credentials) {
    try {
      URI url = new URI(wanted.url());
      return new ContainerRegistryAccess(
          url,
          wanted.publicAddress() == null || wanted.publicAddress().isBlank()
              ? String.valueOf(url.getAuthority())
              : wanted.publicAddress(),
          Optional.ofNullable(wanted.repositoryPrefix())
              .filter(prefix -> !prefix.isBlank())
              .map(RepositoryName::of),
          credentials);
    } catch (URISyntaxException _) {
      throw invalid(id, "the container registry's url is no URL");
    } catch (IllegalArgumentException e) {
      throw invalid(id, "the container registry's " + e.getMessage());
    }
  }

  static Credentials credentials(EnvironmentId id, String username, String password) {
    try {
      return new Credentials(username, password);
    } catch (IllegalArgumentException e) {
      throw invalid(id, e.getMessage());
    }
  }

  static void check(EnvironmentId id, Limits limits) {
    if (limits == null) {
      return;
    }
    if (limits.memory() != null && limits.memory() < LEAST_MEMORY) {
      throw invalid(id, "limits.memory is less than 64 MB (67108864)");
    }
    if (limits.cpus() != null && !(limits.cpus() > 0 && limits.cpus() <= 1024)) {
      throw invalid(id, "limits.cpus is not above 0 and at most 1024");
    }
    if (limits.timeout() != null
        && (limits.timeout().toSeconds() < 1 || limits.timeout().compareTo(LONGEST_TIME) > 0)) {
      throw invalid(id, "limits.timeout is not 1 second (PT1S) to 1 day (P1D)");
    }
  }

  static void check(EnvironmentId id, Map<String, String> runtimes) {
    runtimes.forEach((type, name) -> {
      if (!RUNTIME_TYPES.contains(type)) {
        throw invalid(
            id,
            "runtimes names '%s', which is not SparkPython, Python or PythonSlim".formatted(type));
      }
      if (name == null || !RUNTIME_NAME.matcher(name).matches()) {
        throw invalid(id, "runtimes.%s is not the name of a serving runtime".formatted(type));
      }
    });
  }

  static StoreName artifactStore(EnvironmentId id, String wanted, Set<StoreName> known) {
    return known.stream()
        .filter(name -> name.value().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new RejectedException(
                "UnknownArtifactStore",
                422,
                "Cannot set up environment '%s': artifact store '%s' is not one of %s. Name one of them, or let the operator set another up."
                    .formatted(
                        id,
                        wanted.replaceAll("\\p{Cntrl}", "?"),
                        String.join(", ", known.stream().map(StoreName::value).toList()))));
  }

  static RejectedException invalid(EnvironmentId id, String cause) {
    return new RejectedException(
        "InvalidEnvironment",
        400,
        "Cannot set up environment '%s': %s. Correct the request.".formatted(id, cause));
  }
}
