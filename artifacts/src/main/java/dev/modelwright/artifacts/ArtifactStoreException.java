package dev.modelwright.artifacts;

/** The artifact store could not do its work; the cause may pass. */
public class ArtifactStoreException extends RuntimeException {

  public ArtifactStoreException(String message) {
    super(message);
  }

  public ArtifactStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
