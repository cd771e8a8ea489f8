package dev.modelwright.worker.build;

import java.util.List;

/**
 * Why a step failed.
 *
 * @param message cause and remedy, in one line
 * @param evidence the last log lines or the traceback; may be empty
 */
public record Failure(Reason reason, Step step, String message, List<String> evidence) {

  public Failure {
    evidence = List.copyOf(evidence);
  }

  /** Whether the same step may succeed later without anybody changing anything. */
  public boolean isTransient() {
    return reason.cause() == Cause.TRANSIENT;
  }

  /** Whether repeating helps. */
  public enum Cause {
    TRANSIENT,
    PERMANENT
  }

  /** Why; each with its code for programs and its HTTP status. */
  public enum Reason {
    UNKNOWN_RUNTIME("UnknownRuntime", 400, Cause.PERMANENT),
    ENVIRONMENT_REFUSED("EnvironmentRefused", 400, Cause.PERMANENT),
    ENVIRONMENT_LIMIT("EnvironmentLimitExceeded", 400, Cause.PERMANENT),
    PACKAGE_INDEX_UNAVAILABLE("PackageIndexUnavailable", 503, Cause.TRANSIENT),
    CONFLICTING_CONTENT("ConflictingContent", 400, Cause.PERMANENT),
    UNFIT_CONTENT("UnfitContent", 400, Cause.PERMANENT),
    CONTENT_MISSING("ContentMissing", 410, Cause.PERMANENT),
    ARTIFACT_STORE_UNAVAILABLE("ArtifactStoreUnavailable", 503, Cause.TRANSIENT),
    INIT_FAILED("InitFailed", 400, Cause.PERMANENT),
    OUT_OF_MEMORY("OutOfMemory", 400, Cause.PERMANENT),
    SERVER_ENDED("ServerEnded", 400, Cause.PERMANENT),
    NO_ANSWER("NoAnswer", 400, Cause.PERMANENT),
    ENGINE_REFUSED("EngineRefused", 502, Cause.PERMANENT),
    ENGINE_UNAVAILABLE("EngineUnavailable", 503, Cause.TRANSIENT),
    CONTAINER_REGISTRY_REFUSED("ContainerRegistryRefused", 502, Cause.PERMANENT),
    CONTAINER_REGISTRY_UNAVAILABLE("ContainerRegistryUnavailable", 503, Cause.TRANSIENT),
    CREDENTIALS_SEALED("CredentialsSealed", 500, Cause.PERMANENT),
    WORKERS_DIED("WorkersDied", 500, Cause.PERMANENT),
    INTERNAL_ERROR("InternalError", 500, Cause.PERMANENT);

    private final String code;
    private final int statusCode;
    private final Cause cause;

    Reason(String code, int statusCode, Cause cause) {
      this.code = code;
      this.statusCode = statusCode;
      this.cause = cause;
    }

    public String code() {
      return code;
    }

    public int statusCode() {
      return statusCode;
    }

    Cause cause() {
      return cause;
    }
  }
}
