package dev.modelwright.artifacts;

/** The content cannot be had from its URL: no answer, a refusal, or redirects without end. */
public final class UnreachableContentException extends ContentException {

  UnreachableContentException(String message) {
    super("UnreachableContent", 422, message, null);
  }

  UnreachableContentException(String message, Throwable cause) {
    super("UnreachableContent", 422, message, cause);
  }
}
