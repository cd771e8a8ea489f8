package dev.modelwright.manifests.environment;

import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.DirectoryArtifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.Seal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      new EnvironmentChanges(null, null, null, null, null, null, null);

  private EnvironmentFixture() {}

  /** The default store and one named {@code team}. */
  public static ArtifactStores stores(Path folder) {
    return new ArtifactStores(
        Stream.of(StoreName.DEFAULT, new StoreName("team"))
            .collect(
                Collectors.toMap(
                    name -> name,
                    name ->
                        new DirectoryArtifacts(
                            name,
                            folder.resolve(name.value()),
                            URI.create("http://127.0.0.1:8080"),
                            Clock.systemUTC()))));
  }

  public static EnvironmentDirectory directory(
      ComputeEnvironments environments, ArtifactStores stores, Clock clock) {
    return new EnvironmentDirectory(
        environments, INSTALLATION, _ -> {}, stores, (_, _) -> List.of(), SEAL, clock);
  }

  /** In an artifact store. */
  public static void putIn(
      EnvironmentDirectory directory,
      String subscription,
      String group,
      String name,
      String store) {
    directory.put(subscription, group, name, storing(store));
  }

  static EnvironmentChanges storing(String store) {
    return new EnvironmentChanges(null, null, null, null, null, null, store);
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
        null,
        null);
  }
}
