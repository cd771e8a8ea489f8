package dev.modelwright.manifests.environment;

import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.Seal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Environments as tests need them; every container registry can be used. */
public final class EnvironmentFixture {

  static final Seal SEAL = new Seal("a secret of the tests");
  static final ContainerRegistryAccess INSTALLATION =
      new ContainerRegistryAccess(
          URI.create("http://127.0.0.1:5000"),
          "public.example.org",
          Optional.empty(),
          Optional.of(new Credentials("installation", "its password")));
  static final EnvironmentChanges NOTHING =
      new EnvironmentChanges(null, null, null, null, null, null);

  private EnvironmentFixture() {}

  public static EnvironmentDirectory directory(ComputeEnvironments environments, Clock clock) {
    return new EnvironmentDirectory(
        environments, INSTALLATION, _ -> {}, (_, _) -> List.of(), SEAL, clock);
  }

  public static void put(
      EnvironmentDirectory directory, String subscription, String group, String name, String url) {
    directory.put(subscription, group, name, going(url, null, null));
  }

  static EnvironmentChanges going(String url, String username, String password) {
    return new EnvironmentChanges(
        null,
        null,
        null,
        new EnvironmentChanges.Registry(url, null, null, username, password),
        null,
        null);
  }
}
