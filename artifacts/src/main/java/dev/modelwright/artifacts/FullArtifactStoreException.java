package dev.modelwright.artifacts;

/** The artifact store has no room for what is to be written; nothing of it stays. */
public class FullArtifactStoreException extends ArtifactStoreException {

  /** HTTP 507, Insufficient Storage (RFC 4918). */
  public static final int STATUS_CODE = 507;

  public static final String CODE = "ArtifactStoreFull";

  public FullArtifactStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
