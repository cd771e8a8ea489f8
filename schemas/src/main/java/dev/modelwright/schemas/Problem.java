package dev.modelwright.schemas;

import java.util.List;

/**
 * Why something was refused or failed; the flat error body of the REST contract.
 *
 * @param code stable, PascalCase, for programs
 * @param message names the thing, the cause and the remedy
 * @param statusCode HTTP status, 400 to 599
 */
public record Problem(String code, String message, int statusCode, List<Detail> details) {

  public Problem {
    details = details == null ? List.of() : List.copyOf(details);
  }

  public static Problem of(String code, int statusCode, String message) {
    return new Problem(code, message, statusCode, List.of());
  }

  /**
   * One of several causes.
   *
   * @param target the property, path or id that it is about; null when it is about the whole
   */
  public record Detail(String code, String message, String target) {}
}
