package dev.modelwright.artifacts;

/** Strings of others, as a message of ours may repeat them. */
final class Shown {

  private static final int MAX_LENGTH = 120;

  private Shown() {}

  /** On one line, without control characters, and not endless. */
  static String shortened(String text) {
    String printable = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
  }
}
