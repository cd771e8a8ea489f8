package dev.modelwright.artifacts;

/** An object that should be created is there already. */
public class ArtifactExistsException extends RuntimeException {

  public ArtifactExistsException(String message) {
    super(message);
  }

  public ArtifactExistsException(String message, Throwable cause) {
    super(message, cause);
  }
}
