package dev.modelwright.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedWorkTests {

  private final SharedWork<String, Integer> work = new SharedWork<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void runsOnceForAllWhoAskAtTheSameTime() throws Exception {
    CountDownLatch waiting = new CountDownLatch(2);
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        results.add(threads.submit(() -> work.run("key", this::slow, waiting::countDown)));
      }
      waiting.await();
      release.countDown();
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(1);
      }
    }
  }

  @Test
  void runsAgainForWhoAsksLater() throws Exception {
    release.countDown();

    assertThat(work.run("key", this::slow, () -> {})).isEqualTo(1);
    assertThat(work.run("key", this::slow, () -> {})).isEqualTo(2);
  }

  @Test
  void sharesAFailure() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> work.run("key", this::failing, () -> {}));
      while (runs.get() == 0) {
        Thread.onSpinWait();
      }
      Future<Integer> second =
          threads.submit(() -> work.run("key", this::failing, waiting::countDown));
      waiting.await();
      release.countDown();

      assertThatThrownBy(first::get).hasRootCauseMessage("refused");
      assertThatThrownBy(second::get).hasRootCauseMessage("refused");
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void goesOnWithAnotherWhenTheOneWhoRanItIsInterrupted() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> work.run("key", this::slow, () -> {}));
      while (runs.get() == 0) {
        Thread.onSpinWait();
      }
      Future<Integer> second =
          threads.submit(() -> work.run("key", this::slow, waiting::countDown));
      waiting.await();
      first.cancel(true);
      release.countDown();

      assertThat(second.get()).isEqualTo(2);
    }
  }

  private int slow() throws InterruptedException {
    int run = runs.incrementAndGet();
    release.await();
    return run;
  }

  private int failing() throws InterruptedException {
    runs.incrementAndGet();
    release.await();
    throw new IllegalStateException("refused");
  }
}
