package dev.modelwright.cli.output;

import dev.modelwright.cli.failure.CommandException;
import software.amazon.smithy.jmespath.JmespathException;
import software.amazon.smithy.jmespath.JmespathExpression;
import tools.jackson.databind.JsonNode;

/** A JMESPath expression: what of a result is wanted. */
public final class Selection {

  private final String text;
  private final JmespathExpression expression;

  private Selection(String text, JmespathExpression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * @throws CommandException when it is no JMESPath
   */
  public static Selection of(String text) {
    try {
      return new Selection(text, JmespathExpression.parse(text));
    } catch (JmespathException malformed) {
      throw CommandException.userError(
          "Cannot use query '%s': it is no JMESPath (%s). Correct it, for example \"[?name=='housing'].id\"; see jmespath.org."
              .formatted(text, firstLine(malformed)),
          malformed);
    }
  }

  JsonNode from(JsonNode json) {
    try {
      return expression.evaluate(json, JsonNodes.RUNTIME);
    } catch (JmespathException unfit) {
      throw CommandException.userError(
          "Cannot apply query '%s': it does not fit the result (%s). See the result without --query."
              .formatted(text, firstLine(unfit)),
          unfit);
    }
  }

  private static String firstLine(JmespathException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
