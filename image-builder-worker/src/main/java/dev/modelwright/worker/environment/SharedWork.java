package dev.modelwright.worker.environment;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * Does work for a key once for all who ask for it at the same time. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what comes out
 */
final class SharedWork<K, V> {

  private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

  /** Work that ends early when its thread is interrupted. */
  interface Work<V> {
    V run() throws InterruptedException;
  }

  /**
   * Runs the work, or waits for whoever runs it already and shares result or failure. When the one
   * who ran it was interrupted, somebody who waits takes over.
   *
   * @param waiting called once before the first waiting
   */
  V run(K key, Work<V> work, Runnable waiting) throws InterruptedException {
    CompletableFuture<V> mine = new CompletableFuture<>();
    boolean told = false;
    while (true) {
      CompletableFuture<V> others = running.putIfAbsent(key, mine);
      if (others == null) {
        return lead(key, mine, work);
      }
      if (!told) {
        waiting.run();
        told = true;
      }
      try {
        return others.get();
      } catch (CancellationException _) {
        // The leader was interrupted: try to become it.
      } catch (ExecutionException e) {
        throw (RuntimeException) e.getCause();
      }
    }
  }

  private V lead(K key, CompletableFuture<V> mine, Work<V> work) throws InterruptedException {
    try {
      V value = work.run();
      mine.complete(value);
      return value;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
      mine.cancel(false);
    }
  }
}
