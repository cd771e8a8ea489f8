package dev.modelwright.storage;

import java.util.Optional;
import java.util.function.Function;

/**
 * What is stored under an id for ever.
 *
 * @param isDeleted whether only its id and version are still taken
 */
public record Kept<T>(T value, boolean isDeleted) {

  /** Empty while it is not deleted. */
  public Optional<T> ifDeleted() {
    return isDeleted ? Optional.of(value) : Optional.empty();
  }

  public <R> Kept<R> map(Function<T, R> mapping) {
    return new Kept<>(mapping.apply(value), isDeleted);
  }
}
