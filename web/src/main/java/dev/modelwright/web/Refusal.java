package dev.modelwright.web;

import org.springframework.security.authorization.AuthorizationResult;

/**
 * A caller is known but may not do this.
 *
 * @param message names the thing, what is missing and the remedy
 * @param needed what the token would have to carry, for programs
 */
public record Refusal(String message, String needed) implements AuthorizationResult {

  @Override
  public boolean isGranted() {
    return false;
  }
}
