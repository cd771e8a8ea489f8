package dev.modelwright.artifacts;

/** An archive that is damaged, or that would do harm when unpacked. */
public final class UnsafeArchiveException extends ContentException {

  UnsafeArchiveException(String message) {
    super("UnsafeArchive", 400, message, null);
  }

  UnsafeArchiveException(String message, Throwable cause) {
    super("UnsafeArchive", 400, message, cause);
  }
}
