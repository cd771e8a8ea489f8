package dev.modelwright.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Parts that start at the same time, each on a thread of its own. */
final class Concurrently {

  private static final Executor THREAD_EACH = task -> Thread.ofPlatform().daemon().start(task);

  private Concurrently() {}

  static <T> CompletableFuture<T> start(Supplier<T> part) {
    return CompletableFuture.supplyAsync(part, THREAD_EACH);
  }

  /** The part when it has started; throws what its start did. */
  static <T> T await(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
