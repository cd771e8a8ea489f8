package dev.modelwright.registry.model;

/**
 * A request with the id of something in another account. It is answered with no fact: the fact
 * would bear that id, and somebody in the other account may wait for one.
 */
public final class TakenIdException extends RuntimeException {

  public TakenIdException(String message) {
    super(message);
  }
}
