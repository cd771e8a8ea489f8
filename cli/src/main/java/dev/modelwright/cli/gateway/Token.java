package dev.modelwright.cli.gateway;

/**
 * What the server asks of every caller.
 *
 * @param source where it came from, for messages
 */
public record Token(String value, String source) {

  String header() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "token from " + source;
  }
}
