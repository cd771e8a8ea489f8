package dev.modelwright.manifests.environment;

import dev.modelwright.manifests.manifest.RejectedException;
import dev.modelwright.schemas.BuildEnvironment;
import dev.modelwright.schemas.ContainerRegistry;
import dev.modelwright.schemas.Environment;
import dev.modelwright.schemas.ModelManagementAccount;
import java.util.Optional;

/** Finds the environment that an image, or an upload, goes to. */
public final class EnvironmentChoice {

  private final EnvironmentDirectory environments;

  public EnvironmentChoice(EnvironmentDirectory environments) {
    this.environments = environments;
  }

  /**
   * The environment that an image names, else its account's, else the installation's. An account
   * may use the environments of its own subscription, and the installation's.
   *
   * @param computeResourceId null or empty when the image names none
   * @throws RejectedException when there is no such environment
   */
  public BuildEnvironment of(ModelManagementAccount account, String computeResourceId) {
    return said(chosen(account, computeResourceId));
  }

  /** As {@link #of}, as everybody may see it. */
  public Environment published(ModelManagementAccount account, String computeResourceId) {
    return environments.published(chosen(account, computeResourceId));
  }

  private ComputeEnvironment chosen(ModelManagementAccount account, String computeResourceId) {
    String wanted =
        Optional.ofNullable(computeResourceId)
            .filter(id -> !id.isBlank())
            .or(() -> Optional.ofNullable(account.defaultEnvironment()))
            .orElseGet(() ->
                EnvironmentId.resource(
                    EnvironmentId.DEFAULT.subscription(),
                    EnvironmentId.DEFAULT.group(),
                    EnvironmentId.DEFAULT.name()));
    return EnvironmentId.ofResource(wanted)
        .filter(id -> isOpenTo(account, id))
        .flatMap(environments::stored)
        .orElseThrow(() -> unknown(wanted));
  }

  private static boolean isOpenTo(ModelManagementAccount account, EnvironmentId id) {
    return id.subscription().equalsIgnoreCase(account.subscription())
        || id.equals(EnvironmentId.DEFAULT);
  }

  private static BuildEnvironment said(ComputeEnvironment environment) {
    return new BuildEnvironment(
        environment.resourceId(),
        environment
            .registry()
            .map(own ->
                new ContainerRegistry(
                    own.url(), own.publicAddress(), own.prefix(), own.sealedCredentials()))
            .orElse(null),
        environment.limits(),
        environment.runtimes(),
        environment.artifactStore());
  }

  private static RejectedException unknown(String wanted) {
    return new RejectedException(
        "UnknownEnvironment",
        422,
        "Cannot find environment '%s': the account's subscription has none with this id. List the environments, or leave computeResourceId out for the account's own."
            .formatted(wanted.replaceAll("\\p{Cntrl}", "?")));
  }
}
