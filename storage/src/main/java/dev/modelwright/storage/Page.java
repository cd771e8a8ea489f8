package dev.modelwright.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param next token of the next part; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param found one item more than wanted when the list goes on
   */
  public static <T> Page<T> of(
      List<T> found, int count, Function<T, PageRequest.Position> position) {
    if (found.size() <= count) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, count);
    return new Page<>(items, Optional.of(position.apply(items.getLast()).token()));
  }

  public <R> Page<R> map(Function<T, R> form) {
    return new Page<>(items.stream().map(form).toList(), next);
  }
}
