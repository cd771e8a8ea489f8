package dev.modelwright.gateway.problem;

/** Strings of others, as a message of ours may repeat them. */
public final class Shown {

  private static final int MAX_LENGTH = 120;

  private Shown() {}

  /** On one line, without control characters, and not endless. */
  public static String shortened(String text) {
    String printable = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
  }
}
