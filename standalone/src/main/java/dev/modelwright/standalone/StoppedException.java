package dev.modelwright.standalone;

/** The process was told to end before everything had started. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("Stopped while starting");
  }
}
