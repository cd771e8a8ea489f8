package dev.modelwright.artifacts;

/**
 * Committed bytes in the artifact store.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Artifact(ArtifactPath path, String sha256, long size) {

  /** As all stores together name it. */
  Artifact in(StoreName store) {
    return new Artifact(path.in(store), sha256, size);
  }
}
