package dev.modelwright.cli.output;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours JSON text for terminals. */
final class JsonColors {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<name>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<other>-?\\d[\\d.eE+-]*|true|false|null)");

  private static final String BLUE = "\u001b[94m";
  private static final String YELLOW = "\u001b[33m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  private JsonColors() {}

  static String of(String json) {
    return TOKEN
        .matcher(json)
        .replaceAll(token -> Matcher.quoteReplacement(color(token) + token.group() + PLAIN));
  }

  private static String color(MatchResult token) {
    if (token.group("name") != null) {
      return BLUE;
    }
    return token.group("text") != null ? YELLOW : CYAN;
  }
}
