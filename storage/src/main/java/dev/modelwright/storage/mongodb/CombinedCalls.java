package dev.modelwright.storage.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Makes one call to a server of what callers ask at the same time: while a call runs, questions
 * gather for the next. Who asks alone waits for nobody. Thread-safe.
 *
 * @param <Q> question
 * @param <A> answer
 */
final class CombinedCalls<Q, A> {

  private static final int MOST_QUESTIONS = 100;

  private final Function<List<Q>, List<A>> call;
  private final ConcurrentLinkedQueue<Question> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock calling = new ReentrantLock();

  /**
   * @param call answers as many questions as it gets, up to 100, in their order; what it throws all
   *     of them get
   */
  CombinedCalls(Function<List<Q>, List<A>> call) {
    this.call = call;
  }

  /** Fields are read and written by whoever holds the lock. */
  private final class Question {

    private final Q question;
    private A answer;
    private RuntimeException failure;
    private boolean isAnswered;

    private Question(Q question) {
      this.question = question;
    }

    private A answer() {
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }

  A ask(Q question) {
    Question mine = new Question(question);
    waiting.add(mine);
    calling.lock();
    try {
      while (!mine.isAnswered) {
        callOnce();
      }
      return mine.answer();
    } finally {
      calling.unlock();
    }
  }

  /** How many questions wait for the next call. */
  int waiting() {
    return waiting.size();
  }

  private void callOnce() {
    List<Question> questions = new ArrayList<>();
    for (Question next = waiting.poll(); next != null; next = waiting.poll()) {
      questions.add(next);
      if (questions.size() == MOST_QUESTIONS) {
        break;
      }
    }
    try {
      List<A> answers = call.apply(questions.stream().map(each -> each.question).toList());
      for (int i = 0; i < questions.size(); i++) {
        questions.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException e) {
      questions.forEach(each -> each.failure = e);
    }
    questions.forEach(each -> each.isAnswered = true);
  }
}
