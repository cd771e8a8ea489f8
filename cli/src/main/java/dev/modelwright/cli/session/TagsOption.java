package dev.modelwright.cli.session;

import dev.modelwright.cli.failure.CommandException;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The option for tags of accounts and environments, which have values. */
public final class TagsOption {

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "JSON",
      description = "Tags as a JSON object, for example '{\"team\": \"prices\"}'.")
  private String tags;

  /** Empty when none are given. */
  public Optional<ObjectNode> json() {
    return Optional.ofNullable(tags).map(TagsOption::parsed);
  }

  private static ObjectNode parsed(String text) {
    try {
      if (JsonMapper.shared().readTree(text) instanceof ObjectNode object
          && object.valueStream().allMatch(JsonNode::isString)) {
        return object;
      }
    } catch (JacksonException _) {
      // Refused below with the same words.
    }
    throw CommandException.userError(
        "Cannot use tags '%s': they are no JSON object of texts. Give them as '{\"team\": \"prices\"}'."
            .formatted(text));
  }
}
