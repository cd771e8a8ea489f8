package dev.modelwright.artifacts;

/** A part of an object does not begin where the parts before it end. */
public final class UnexpectedPositionException extends RuntimeException {

  private final long size;

  UnexpectedPositionException(ArtifactPath path, long position, long size) {
    super(
        "Cannot go on with artifact '%s' at byte %d: %d bytes of it are here."
            .formatted(path, position, size));
    this.size = size;
  }

  /** Where the next part has to begin. */
  public long size() {
    return size;
  }
}
