package dev.modelwright.worker.build;

/** The build may belong to another worker by now. */
public final class LostOwnershipException extends RuntimeException {

  public LostOwnershipException(String message) {
    super(message);
  }
}
