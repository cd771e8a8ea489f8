package dev.modelwright.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CombinedCallsTests {

  private final List<List<Integer>> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CombinedCalls<Integer, String> calls = new CombinedCalls<>(this::answers);

  /** The question 0 keeps its call busy until it may go on; -1 has its call fail. */
  private List<String> answers(List<Integer> questions) {
    asked.add(questions);
    if (questions.contains(0)) {
      running.countDown();
      await(goOn);
    }
    if (questions.contains(-1)) {
      throw new IllegalStateException("away");
    }
    return questions.stream().map(question -> "answer " + question).toList();
  }

  @Test
  void answersWhoAsksAlone() {
    assertThat(calls.ask(1)).isEqualTo("answer 1");
    assertThat(calls.ask(2)).isEqualTo("answer 2");
    assertThat(asked).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void asksTogetherWhatGathersWhileACallRuns() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> calls.ask(0));
      await(running);
      List<Future<String>> answers =
          IntStream.rangeClosed(1, 150)
              .mapToObj(question -> threads.submit(() -> calls.ask(question)))
              .toList();
      awaitWaiting(150);
      goOn.countDown();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("answer " + (i + 1));
      }
    }
    assertThat(asked).extracting(List::size).containsExactly(1, 100, 50);
  }

  @Test
  void failsForAllWhoWereAskedTogetherAndForNobodyElse() {
    assertThatThrownBy(() -> calls.ask(-1)).hasMessage("away");
    assertThat(calls.ask(1)).isEqualTo("answer 1");
  }

  private void awaitWaiting(int count) throws InterruptedException {
    for (int i = 0; calls.waiting() < count; i++) {
      assertThat(i).as("tries").isLessThan(1000);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
