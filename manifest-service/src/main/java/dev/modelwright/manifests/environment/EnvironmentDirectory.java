package dev.modelwright.manifests.environment;

import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.ArtifactStores;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.distribution.ContainerRegistryAccess;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.RepositoryName;
import dev.modelwright.distribution.Seal;
import dev.modelwright.distribution.UnusableContainerRegistryException;
import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows the environments; the installation's own is always among them. */
public final class EnvironmentDirectory {

  private static final String USUAL_LOCATION = "local";
  private static final String STORAGE_PURPOSE = "storage account ";

  private final ComputeEnvironments environments;
  private final ContainerRegistryAccess installation;
  private final ContainerRegistryTrial trial;
  private final ArtifactStores stores;
  private final EnvironmentUsers users;
  private final Seal seal;
  private final Clock clock;
  private volatile boolean defaultIsThere;

  /**
   * @param installation where images go whose environment has no container registry of its own
   */
  public EnvironmentDirectory(
      ComputeEnvironments environments,
      ContainerRegistryAccess installation,
      ContainerRegistryTrial trial,
      ArtifactStores stores,
      EnvironmentUsers users,
      Seal seal,
      Clock clock) {
    this.environments = environments;
    this.installation = installation;
    this.trial = trial;
    this.stores = stores;
    this.users = users;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * An environment, and whether it is new.
   *
   * @param isNew false when there was one before
   */
  public record Put(Environment environment, boolean isNew) {}

  public Optional<Environment> find(EnvironmentId id) {
    return stored(id).map(this::published);
  }

  /** As {@link ComputeEnvironments#list}. */
  public List<Environment> list(
      String subscription, Optional<String> group, Optional<EnvironmentId> after, int count) {
    makeDefault();
    return environments.list(subscription, group, after, count).stream()
        .map(this::published)
        .toList();
  }

  /**
   * Sets up an environment, or gives one that is there all that is said here, and the usual for
   * what is not. Only its keys stay. Idempotent.
   *
   * @param subscription as it shall be spelled, like the group and the name
   * @throws RejectedException when its container registry or artifact store cannot be used
   */
  public Put put(String subscription, String group, String name, EnvironmentChanges said) {
    EnvironmentId id = new EnvironmentId(subscription, group, name);
    Optional<ComputeEnvironment> known = stored(id);
    ComputeEnvironment wanted =
        known
            .map(before -> changed(bare(before), before, said))
            .orElseGet(() -> {
              ComputeEnvironment fresh = fresh(subscription, group, name);
              return changed(fresh, fresh, said);
            });
    boolean done = known.isPresent() ? environments.replace(wanted) : environments.add(wanted);
    return done
        ? new Put(published(wanted), known.isEmpty())
        : put(subscription, group, name, said); // Somebody else was quicker.
  }

  /**
   * Changes what is said here; empty when there is no such environment.
   *
   * @throws RejectedException when its container registry or artifact store cannot be used
   */
  public Optional<Environment> change(EnvironmentId id, EnvironmentChanges said) {
    return stored(id)
        .map(known -> changed(known, known, said))
        .filter(environments::replace)
        .map(this::published);
  }

  /**
   * False when there was none. An image that is asked for at the same moment is made all the same:
   * its order says where it goes.
   *
   * @throws RejectedException when it is the installation's own, or images are on their way to it
   */
  public boolean delete(EnvironmentId id) {
    if (id.equals(EnvironmentId.DEFAULT)) {
      throw new RejectedException(
          "DefaultEnvironment",
          409,
          "Cannot delete environment '%s': images go there whose account names no other. Change the settings of the installation instead."
              .formatted(id));
    }
    checkUnused(id);
    return environments.delete(id);
  }

  private void checkUnused(EnvironmentId id) {
    List<Dependant> found = users.of(id, Dependant.SOUGHT);
    if (!found.isEmpty()) {
      throw new RejectedException(
          Dependant.problem(
              "EnvironmentInUse",
              "environment '%s'".formatted(id),
              found,
              "is on the way to it",
              "are on the way to it",
              "Wait until they are made, or cancel them."));
    }
  }

  /** What only the owner may know; empty when there is no such environment. */
  public Optional<Environment.Keys> keys(EnvironmentId id) {
    return stored(id).map(this::keys);
  }

  /** The same by the name of the storage account. */
  public Optional<Environment.Keys> keysOfStorageAccount(String name) {
    makeDefault();
    return environments.findByStorageAccount(name).map(this::keys);
  }

  /** An environment with everything in it; empty when there is none. */
  Optional<ComputeEnvironment> stored(EnvironmentId id) {
    makeDefault();
    return environments.find(id);
  }

  private Environment.Keys keys(ComputeEnvironment environment) {
    ContainerRegistryAccess access = environment.registry().map(this::opened).orElse(installation);
    return new Environment.Keys(
        environment.storageAccount(),
        seal.open(STORAGE_PURPOSE + environment.storageAccount(), environment.sealedStorageKey()),
        StoreName.ofNullable(environment.artifactStore()).value(),
        access.publicAddress(),
        access.credentials().map(Credentials::username).orElse(null),
        access.credentials().map(Credentials::password).orElse(null));
  }

  private ContainerRegistryAccess opened(ComputeEnvironment.Registry registry) {
    return new ContainerRegistryAccess(
        registry.url(),
        registry.publicAddress(),
        Optional.ofNullable(registry.prefix()).map(RepositoryName::of),
        Optional.ofNullable(registry.sealedCredentials())
            .map(sealed -> seal.openCredentials(registry.url(), sealed)));
  }

  private void makeDefault() {
    if (!defaultIsThere) {
      EnvironmentId id = EnvironmentId.DEFAULT;
      environments.add(fresh(id.subscription(), id.group(), id.name()));
      defaultIsThere = true;
    }
  }

  private ComputeEnvironment fresh(String subscription, String group, String name) {
    String storageAccount = StorageAccount.nameOf(new EnvironmentId(subscription, group, name));
    Instant now = now();
    return new ComputeEnvironment(
        subscription,
        group,
        name,
        USUAL_LOCATION,
        Map.of(),
        "",
        Optional.empty(),
        null,
        Map.of(),
        storageAccount,
        seal.seal(STORAGE_PURPOSE + storageAccount, StorageAccount.newKey()),
        null,
        now,
        now);
  }

  /** With all that is usual, but its spelling, its keys and its age. */
  private static ComputeEnvironment bare(ComputeEnvironment known) {
    return new ComputeEnvironment(
        known.subscription(),
        known.group(),
        known.name(),
        USUAL_LOCATION,
        Map.of(),
        "",
        Optional.empty(),
        null,
        Map.of(),
        known.storageAccount(),
        known.sealedStorageKey(),
        null,
        known.createdOn(),
        known.modifiedOn());
  }

  /**
   * @param before what holds the password that need not be sent again
   */
  private ComputeEnvironment changed(
      ComputeEnvironment base, ComputeEnvironment before, EnvironmentChanges said) {
    EnvironmentRules.check(base.id(), said.limits());
    EnvironmentRules.check(base.id(), orElse(said.runtimes(), Map.of()));
    Optional<ComputeEnvironment.Registry> registry =
        said.containerRegistry() == null
            ? base.registry()
            : registry(base.id(), said.containerRegistry(), before.registry());
    return new ComputeEnvironment(
        base.subscription(),
        base.group(),
        base.name(),
        orElse(said.location(), base.location()),
        orElse(said.tags(), base.tags()),
        orElse(said.description(), base.description()),
        registry,
        orElse(said.limits(), base.limits()),
        orElse(said.runtimes(), base.runtimes()),
        base.storageAccount(),
        base.sealedStorageKey(),
        said.artifactStore() == null
            ? base.artifactStore()
            : artifactStore(base.id(), said.artifactStore()),
        base.createdOn(),
        now());
  }

  /** Tried out before it is kept. */
  private Optional<ComputeEnvironment.Registry> registry(
      EnvironmentId id,
      EnvironmentChanges.Registry wanted,
      Optional<ComputeEnvironment.Registry> before) {
    if (wanted.url() == null || wanted.url().isBlank()) {
      return Optional.empty();
    }
    Optional<Credentials> credentials = credentials(id, wanted, before);
    ContainerRegistryAccess access = EnvironmentRules.access(id, wanted, credentials);
    tryOut(id, access);
    return Optional.of(
        new ComputeEnvironment.Registry(
            access.url(),
            access.publicAddress(),
            access.prefix().map(RepositoryName::value).orElse(null),
            credentials.map(Credentials::username).orElse(null),
            credentials.map(known -> seal.sealCredentials(access.url(), known)).orElse(null)));
  }

  private Optional<Credentials> credentials(
      EnvironmentId id,
      EnvironmentChanges.Registry wanted,
      Optional<ComputeEnvironment.Registry> before) {
    if (wanted.username() == null || wanted.username().isBlank()) {
      return Optional.empty();
    }
    if (wanted.password() != null && !wanted.password().isEmpty()) {
      return Optional.of(EnvironmentRules.credentials(id, wanted.username(), wanted.password()));
    }
    return before
        .filter(known -> wanted.url().equals(known.url().toString()))
        .filter(known -> wanted.username().equals(known.username()))
        .map(known -> seal.openCredentials(known.url(), known.sealedCredentials()))
        .or(() -> {
          throw EnvironmentRules.invalid(
              id, "the container registry's user name is given, but not its password");
        });
  }

  private void tryOut(EnvironmentId id, ContainerRegistryAccess access) {
    try {
      trial.tryOut(access);
    } catch (UnusableContainerRegistryException e) {
      throw new RejectedException(
          new Problem(
              "UnusableContainerRegistry",
              "Cannot set up environment '%s': %s".formatted(id, e.getMessage()),
              422,
              List.of(
                  new Problem.Detail(
                      e.reason().code(), e.getMessage(), "properties.containerRegistry"))));
    }
  }

  /** Tried out before it is kept; null for the default. */
  private String artifactStore(EnvironmentId id, String wanted) {
    StoreName name = EnvironmentRules.artifactStore(id, wanted, stores.names());
    try {
      stores.tryOut(name);
    } catch (ArtifactStoreException e) {
      throw new RejectedException(
          "UnusableArtifactStore",
          422,
          "Cannot set up environment '%s': artifact store '%s' cannot be used: %s Mend it, or choose another."
              .formatted(id, name, e.getMessage()));
    }
    return name.isDefault() ? null : name.value();
  }

  /** As everybody may see it. */
  Environment published(ComputeEnvironment environment) {
    return new Environment(
        environment.subscription(),
        environment.group(),
        environment.name(),
        environment.location(),
        environment.tags(),
        environment.description(),
        environment.registry().map(EnvironmentDirectory::published).orElseGet(this::inherited),
        environment.limits(),
        environment.runtimes(),
        environment.storageAccount(),
        StoreName.ofNullable(environment.artifactStore()).value(),
        environment.createdOn(),
        environment.modifiedOn());
  }

  private static Environment.Registry published(ComputeEnvironment.Registry own) {
    return new Environment.Registry(
        own.url(), own.publicAddress(), own.prefix(), own.username(), false);
  }

  private Environment.Registry inherited() {
    URI url = installation.url();
    return new Environment.Registry(
        url,
        installation.publicAddress(),
        installation.prefix().map(RepositoryName::value).orElse(null),
        installation.credentials().map(Credentials::username).orElse(null),
        true);
  }

  /** Milliseconds are what the store keeps. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> T orElse(T said, T otherwise) {
    return said == null ? otherwise : said;
  }
}
