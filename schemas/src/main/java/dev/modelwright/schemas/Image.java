package dev.modelwright.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A container image and how far its build is.
 *
 * @param version 1, 2, 3 … under the account and name, without gaps
 * @param state {@code NotStarted}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code
 *     Cancelled}
 * @param attempt number of the attempt that the state speaks of; 0 before the first
 * @param location {@code address/repository:tag}; null until it succeeded
 * @param digest of the image manifest; null until it succeeded
 * @param logUri null until a worker has begun
 * @param problem why it failed or was cancelled; else null
 * @param endedAt null until it ended
 * @param artifactStore where its build logs lie; null for the default
 */
public record Image(
    UUID id,
    String account,
    String name,
    int version,
    String description,
    String imageType,
    String computeResourceId,
    Manifest manifest,
    String state,
    int attempt,
    String location,
    String digest,
    URI logUri,
    Problem problem,
    List<Phase> phases,
    Instant createdAt,
    Instant endedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String artifactStore) {

  public Image {
    phases = phases == null ? List.of() : List.copyOf(phases);
  }
}
