package dev.modelwright.gateway.identity.web;

import dev.modelwright.gateway.body.RequestObject;
import java.util.regex.Pattern;

/** Reads what people call a user or a service principal. */
final class DisplayNames {

  private static final Pattern DISPLAY_NAME = Pattern.compile("[^\\p{Cc}]{1,120}");

  private DisplayNames() {}

  /** Null when there is none, or a wrong one, which the body then knows. */
  static String read(RequestObject body) {
    return body.matching(
        "displayName",
        body.text("displayName"),
        DISPLAY_NAME,
        "is not 1 to 120 characters without control characters");
  }
}
