package dev.modelwright.artifacts;

/**
 * Content that somebody offered cannot be taken, and why. The message is one line for that person;
 * it names the URL without its query, which may hold a secret.
 */
public abstract sealed class ContentException extends RuntimeException
    permits UnreachableContentException,
        TruncatedContentException,
        ContentTooLargeException,
        ForbiddenUrlException,
        UnsafeArchiveException {

  private final String code;
  private final int statusCode;

  ContentException(String code, int statusCode, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.statusCode = statusCode;
  }

  /** Stable, PascalCase, for programs. */
  public String code() {
    return code;
  }

  /** HTTP status that fits. */
  public int statusCode() {
    return statusCode;
  }
}
