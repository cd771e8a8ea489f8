package dev.modelwright.artifacts;

/** Fewer bytes arrived than were promised. */
public final class TruncatedContentException extends ContentException {

  TruncatedContentException(String message) {
    super("TruncatedContent", 422, message, null);
  }

  TruncatedContentException(String message, Throwable cause) {
    super("TruncatedContent", 422, message, cause);
  }
}
