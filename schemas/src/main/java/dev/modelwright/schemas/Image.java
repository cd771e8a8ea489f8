package dev.modelwright.schemas;

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
    Instant endedAt) {

  public Image {
    phases = phases == null ? List.of() : List.copyOf(phases);
  }
}
