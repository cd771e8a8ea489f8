package dev.modelwright.worker.build;

import java.util.regex.Pattern;

/** Takes out of texts what only its owner may know: credentials and queries of URLs. */
public final class Redaction {

  private static final Pattern CREDENTIALS =
      Pattern.compile("(?<=[a-zA-Z][a-zA-Z0-9+.-]{0,20}://)[^/@\\s'\"]+@");

  private static final Pattern QUERY =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\\s'\"?<>]+)\\?[^\\s'\"<>)]*");

  private Redaction() {}

  public static String of(String text) {
    if (!text.contains("://")) {
      return text;
    }
    String withoutCredentials = CREDENTIALS.matcher(text).replaceAll("");
    return QUERY.matcher(withoutCredentials).replaceAll("$1");
  }
}
