package dev.modelwright.storage;

import java.util.function.Function;

/**
 * What is stored under an id for ever.
 *
 * @param isDeleted whether only its id and version are still taken
 */
public record Kept<T>(T value, boolean isDeleted) {

  public <R> Kept<R> map(Function<T, R> mapping) {
    return new Kept<>(mapping.apply(value), isDeleted);
  }
}
