package dev.modelwright.worker.layer;

/** The members of a tree do not come in the order of a canonical tar, or without their sizes. */
final class UnsortedTreeException extends RuntimeException {

  UnsortedTreeException(String path) {
    super("'%s' comes out of order".formatted(path));
  }
}
