package dev.modelwright.cli.account;

import dev.modelwright.cli.failure.CommandException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options about the original service's price, kept for its scripts; they limit nothing. */
final class SkuOptions {

  private static final List<String> NAMES = List.of("S1", "S2", "S3", "DevTest");
  private static final int MOST = 16;

  @Option(
      names = "--sku-name",
      paramLabel = "SKU",
      description = "S1, S2, S3 or DevTest (S1); limits nothing here.")
  private String name;

  @Option(
      names = "--sku-instances",
      paramLabel = "N",
      description = "1 to 16 (1); limits nothing here.")
  private Integer instances;

  /** S1 and 1 where nothing is given. */
  ObjectNode orUsual() {
    return json(name == null ? NAMES.getFirst() : name, instances == null ? 1 : instances);
  }

  /** Empty when nothing is given. */
  Optional<ObjectNode> changes() {
    if (name == null && instances == null) {
      return Optional.empty();
    }
    if (name == null || instances == null) {
      throw CommandException.userError(
          "Cannot change the sku: --sku-name and --sku-instances go together. Give both.");
    }
    return Optional.of(json(name, instances));
  }

  private static ObjectNode json(String typed, int capacity) {
    String sku =
        NAMES.stream()
            .filter(typed::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(() ->
                CommandException.userError(
                    "Cannot use sku '%s': there is no such sku. Use %s."
                        .formatted(typed, String.join(", ", NAMES))));
    if (capacity < 1 || capacity > MOST) {
      throw CommandException.userError(
          "Cannot use %d sku instances: there are 1 to %d. Correct --sku-instances."
              .formatted(capacity, MOST));
    }
    return JsonMapper.shared().createObjectNode().put("name", sku).put("capacity", capacity);
  }
}
