package dev.modelwright.worker.build;

import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.UnknownArtifactException;
import dev.modelwright.artifacts.UnsafeArchiveException;
import dev.modelwright.distribution.BrokenSealException;
import dev.modelwright.distribution.ContainerRegistryException;
import dev.modelwright.worker.build.Failure.Reason;
import dev.modelwright.worker.engine.EngineException;
import dev.modelwright.worker.environment.EnvironmentException;
import dev.modelwright.worker.environment.InstallationLimitException;
import dev.modelwright.worker.layer.ConflictingMembersException;
import dev.modelwright.worker.layer.UnfitMemberException;
import dev.modelwright.worker.runtime.UnknownServingRuntimeException;
import dev.modelwright.worker.verification.VerificationFailedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells from what was thrown why a step failed, and whether repeating helps. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static Failure of(Step step, RuntimeException thrown) {
    Reason reason = reasonOf(thrown);
    if (reason == Reason.INTERNAL_ERROR) {
      log.error("Step '{}' failed for a reason that is ours", step, thrown);
      return new Failure(
          reason,
          step,
          "%s. This is a fault of Modelwright: report it with the worker's log.".formatted(thrown),
          List.of());
    }
    return new Failure(
        reason,
        step,
        oneLine(Redaction.of(thrown.getMessage())),
        evidence(thrown).stream().map(Redaction::of).toList());
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static Reason reasonOf(RuntimeException thrown) {
    return switch (thrown) {
      case UnknownServingRuntimeException _ -> Reason.UNKNOWN_RUNTIME;
      case InstallationLimitException _ -> Reason.ENVIRONMENT_LIMIT;
      case EnvironmentException e ->
          e.isTransient() ? Reason.PACKAGE_INDEX_UNAVAILABLE : Reason.ENVIRONMENT_REFUSED;
      case VerificationFailedException e -> reasonOf(e.reason());
      case ConflictingMembersException _ -> Reason.CONFLICTING_CONTENT;
      case UnfitMemberException _ -> Reason.UNFIT_CONTENT;
      case UnsafeArchiveException _ -> Reason.UNFIT_CONTENT;
      case UnknownArtifactException _ -> Reason.CONTENT_MISSING;
      case ArtifactStoreException _ -> Reason.ARTIFACT_STORE_UNAVAILABLE;
      case EngineException e -> e.isTransient() ? Reason.ENGINE_UNAVAILABLE : Reason.ENGINE_REFUSED;
      case ContainerRegistryException e ->
          e.isTransient()
              ? Reason.CONTAINER_REGISTRY_UNAVAILABLE
              : Reason.CONTAINER_REGISTRY_REFUSED;
      case BrokenSealException _ -> Reason.CREDENTIALS_SEALED;
      default -> Reason.INTERNAL_ERROR;
    };
  }

  private static Reason reasonOf(VerificationFailedException.Reason reason) {
    return switch (reason) {
      case INIT_FAILED -> Reason.INIT_FAILED;
      case OUT_OF_MEMORY -> Reason.OUT_OF_MEMORY;
      case SERVER_ENDED -> Reason.SERVER_ENDED;
      case NO_ANSWER -> Reason.NO_ANSWER;
    };
  }

  private static List<String> evidence(RuntimeException thrown) {
    return switch (thrown) {
      case VerificationFailedException e -> e.output();
      case EnvironmentException e -> e.getMessage().lines().toList();
      default -> List.of();
    };
  }
}
