package dev.modelwright.worker.layer;

/** Two sources put something at one path of an image. */
public final class ConflictingMembersException extends RuntimeException {

  private final String path;

  public ConflictingMembersException(String path) {
    super(
        "Cannot make layer: two sources for path '%s'. Rename or remove one of them."
            .formatted(path));
    this.path = path;
  }

  public String path() {
    return path;
  }
}
