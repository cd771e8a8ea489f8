package dev.modelwright.artifacts;

/** There is no object at the path. */
public class UnknownArtifactException extends RuntimeException {

  public UnknownArtifactException(String message) {
    super(message);
  }

  public UnknownArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
