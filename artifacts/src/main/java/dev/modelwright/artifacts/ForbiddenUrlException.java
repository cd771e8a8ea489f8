package dev.modelwright.artifacts;

/** A URL that we do not fetch from, whoever asks. */
public final class ForbiddenUrlException extends ContentException {

  ForbiddenUrlException(String message) {
    super("ForbiddenUrl", 400, message, null);
  }

  ForbiddenUrlException(String message, Throwable cause) {
    super("ForbiddenUrl", 400, message, cause);
  }
}
