package dev.modelwright.worker.build;

/** A step cannot be done. */
final class StepFailedException extends RuntimeException {

  private final transient Failure failure;

  StepFailedException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
