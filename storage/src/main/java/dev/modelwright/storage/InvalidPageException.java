package dev.modelwright.storage;

/** What was asked for is no part of a list; the message says why, and what to do. */
public final class InvalidPageException extends RuntimeException {

  InvalidPageException(String message) {
    super(message);
  }
}
