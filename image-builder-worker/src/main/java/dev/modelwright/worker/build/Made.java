package dev.modelwright.worker.build;

/**
 * What a step gave.
 *
 * @param reused whether all of it was there already
 */
record Made<T>(T value, boolean reused) {

  static <T> Made<T> now(T value) {
    return new Made<>(value, false);
  }
}
