package dev.modelwright.worker.build;

/** Nobody wants the image any more. */
final class CancelledException extends RuntimeException {

  CancelledException() {
    super("The image was cancelled");
  }
}
