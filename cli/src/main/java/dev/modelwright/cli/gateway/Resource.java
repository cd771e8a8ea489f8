package dev.modelwright.cli.gateway;

import dev.modelwright.cli.failure.CommandException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An object that the server answered.
 *
 * <p>Property names are found in any case, since the contract mixes {@code CreatedTime} and {@code
 * createdAt}.
 */
public record Resource(JsonNode json) {

  /** The value as text; empty when it is absent or null. */
  public Optional<String> text(String property) {
    return property(property).filter(JsonNode::isValueNode).map(JsonNode::asString);
  }

  /** The value as text, which the contract promises. */
  public String requiredText(String property) {
    return text(property).orElseThrow(() -> missing(property));
  }

  /** The value as an object; empty when it is absent or null. */
  public Optional<Resource> object(String property) {
    return property(property).filter(JsonNode::isObject).map(Resource::new);
  }

  /** The objects of an array; none when it is absent. */
  public List<Resource> objects(String property) {
    return property(property)
        .map(array -> array.valueStream().filter(JsonNode::isObject).map(Resource::new).toList())
        .orElse(List.of());
  }

  /** The texts of an array; none when it is absent. */
  public List<String> texts(String property) {
    return property(property)
        .map(array -> array.valueStream().map(JsonNode::asString).toList())
        .orElse(List.of());
  }

  private Optional<JsonNode> property(String name) {
    return json.properties().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isNull())
        .findFirst();
  }

  private CommandException missing(String property) {
    return CommandException.systemError(
        "Cannot read the server's answer: it has no '"
            + property
            + "'. Check that MODELWRIGHT_URL names a Modelwright server of this version.",
        null);
  }
}
