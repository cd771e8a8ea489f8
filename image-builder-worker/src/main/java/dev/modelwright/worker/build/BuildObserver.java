package dev.modelwright.worker.build;

/** Is told how builds go, for those who watch over the workers. Thread-safe. */
public interface BuildObserver {

  /** An attempt begins; close what is returned, on the same thread, when it has ended. */
  Observation began();

  /** One attempt. */
  interface Observation extends AutoCloseable {

    /** A step has ended well. */
    void stepEnded(Phase phase);

    /** Without it the attempt broke down, and is begun again. */
    void ended(Outcome outcome);

    @Override
    void close();
  }
}
