package dev.modelwright.gateway.event;

import java.util.List;

/** The facts that are kept, of all accounts. */
public interface FactLog {

  /**
   * Begins to read what was published between two positions. Reads from the beginning where {@code
   * from} knows no offset.
   *
   * @throws ExpiredPositionException when some of it is kept no longer
   * @throws UnknownPositionException when {@code from} lies beyond all that was ever published
   * @throws dev.modelwright.gateway.problem.UnavailableException when the log does not answer
   */
  Extract between(EventPosition from, EventPosition to);

  /** A part of the log, read once. */
  interface Extract extends AutoCloseable {

    /** Whether all of it was read. */
    boolean isOver();

    /**
     * What comes next, of each partition in its order; may be empty before the end.
     *
     * @throws dev.modelwright.gateway.problem.UnavailableException when the log does not answer
     */
    List<PublishedFact> next();

    @Override
    void close();
  }
}
