package dev.modelwright.artifacts;

/** The content is larger than this installation takes. */
public final class ContentTooLargeException extends ContentException {

  ContentTooLargeException(String message) {
    super("ContentTooLarge", 413, message, null);
  }

  ContentTooLargeException(String message, Throwable cause) {
    super("ContentTooLarge", 413, message, cause);
  }
}
