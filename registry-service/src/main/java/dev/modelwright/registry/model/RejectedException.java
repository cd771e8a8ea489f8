package dev.modelwright.registry.model;

import java.util.List;

/** A request cannot be granted, and repeating it would change nothing. */
public final class RejectedException extends RuntimeException {

  private final String code;
  private final int statusCode;
  private final transient List<BrokenRule> brokenRules;

  /**
   * @param code stable, PascalCase, for programs
   * @param statusCode HTTP status that fits
   * @param message names the thing, the cause and the remedy, on one line
   */
  RejectedException(String code, int statusCode, String message) {
    this(code, statusCode, message, List.of());
  }

  RejectedException(String code, int statusCode, String message, List<BrokenRule> brokenRules) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.brokenRules = List.copyOf(brokenRules);
  }

  public String code() {
    return code;
  }

  public int statusCode() {
    return statusCode;
  }

  /** When single properties are at fault: all of them. */
  public List<BrokenRule> brokenRules() {
    return brokenRules;
  }

  /** What a property must be and is not. */
  public record BrokenRule(String property, String rule) {}
}
