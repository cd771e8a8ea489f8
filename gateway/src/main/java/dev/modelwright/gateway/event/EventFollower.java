package dev.modelwright.gateway.event;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Tells readers of the facts of an account, from where they left off. Thread-safe. */
public final class EventFollower {

  private final FactLog log;
  private final LiveFacts live;
  private final int maxStreams;
  private final Duration silence;
  private final Semaphore streams;

  /**
   * @param maxStreams how many may follow at once
   * @param silence after which a reader is told that the connection lives
   */
  public EventFollower(FactLog log, LiveFacts live, int maxStreams, Duration silence) {
    this.log = log;
    this.live = live;
    this.maxStreams = maxStreams;
    this.silence = silence;
    this.streams = new Semaphore(maxStreams);
  }

  /** Who follows. An exception of any method ends the following. */
  public interface Reader {

    /**
     * @param next goes on after this fact
     */
    void fact(PublishedFact fact, EventPosition next) throws IOException;

    /** All that is there now has been told. */
    void upToDate() throws IOException;

    /**
     * Nothing has been told for a while, or yet; the connection is alive if this can be written.
     *
     * @param next goes on here, past facts that the reader is not told
     */
    void silence(EventPosition next) throws IOException;
  }

  /**
   * Takes a place among those who follow. Close it.
   *
   * @param from where the reader left off; empty to begin now
   * @throws TooManyStreamsException when no place is free
   * @throws ExpiredPositionException when facts after the position are kept no longer
   * @throws UnknownPositionException when it lies beyond all that was published
   */
  public Following open(EventFilter filter, Optional<EventPosition> from) {
    if (!streams.tryAcquire()) {
      throw new TooManyStreamsException(maxStreams);
    }
    try {
      EventPosition now = live.position();
      return new Following(
          filter, from.orElse(now), from.map(position -> log.between(position, now)));
    } catch (RuntimeException e) {
      streams.release();
      throw e;
    }
  }

  /** One reader's way through the facts. */
  public final class Following implements AutoCloseable {

    private final EventFilter filter;
    private final Optional<FactLog.Extract> missed;
    private EventPosition position;
    private long lastWord = System.nanoTime();

    private Following(
        EventFilter filter, EventPosition position, Optional<FactLog.Extract> missed) {
      this.filter = filter;
      this.position = position;
      this.missed = missed;
    }

    /** Returns when this process stops, or when the reader is too slow and has to come again. */
    public void follow(Reader reader) throws IOException {
      reader.silence(position);
      if (missed.isPresent()) {
        tell(missed.get(), reader);
      }
      try (LiveFactQueue news = live.open()) {
        tellUntil(news.start(), reader);
        reader.upToDate();
        while (news.isOpen()) {
          Optional<PublishedFact> fact = news.next(silence);
          if (fact.isPresent()) {
            tell(fact.get(), reader);
          }
          if (news.isEmpty()) {
            reader.upToDate();
          }
          breakSilence(reader);
        }
      }
    }

    private void tellUntil(EventPosition end, Reader reader) throws IOException {
      if (position.isBefore(end)) {
        try (FactLog.Extract extract = log.between(position, end)) {
          tell(extract, reader);
        }
      }
    }

    private void tell(FactLog.Extract extract, Reader reader) throws IOException {
      while (!extract.isOver()) {
        List<PublishedFact> facts = extract.next();
        for (PublishedFact fact : facts) {
          tell(fact, reader);
        }
        reader.upToDate();
        breakSilence(reader);
      }
    }

    /** What comes from the log and alive again is told once. */
    private void tell(PublishedFact fact, Reader reader) throws IOException {
      if (position.offset(fact.partition()).orElse(0L) > fact.offset()) {
        return;
      }
      position = position.after(fact);
      if (filter.matches(fact)) {
        reader.fact(fact, position);
        lastWord = System.nanoTime();
      }
    }

    private void breakSilence(Reader reader) throws IOException {
      if (System.nanoTime() - lastWord >= silence.toNanos()) {
        reader.silence(position);
        lastWord = System.nanoTime();
      }
    }

    @Override
    public void close() {
      missed.ifPresent(FactLog.Extract::close);
      streams.release();
    }
  }
}
