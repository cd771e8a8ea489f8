package dev.modelwright.cli.environment;

import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The options about what a build may use. */
final class LimitOptions {

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What a container of a build may use, such as 4GB.")
  private String memory;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "How many processors a container of a build may use.")
  private Double cpus;

  @Option(
      names = "--build-timeout",
      paramLabel = "TIME",
      description = "How long a container of a build may run, such as 30m.")
  private String timeout;

  /** Empty when nothing is given. */
  Optional<ObjectNode> json() {
    ObjectNode limits = JsonMapper.shared().createObjectNode();
    if (memory != null) {
      limits.put("memory", memory);
    }
    if (cpus != null) {
      limits.put("cpus", cpus);
    }
    if (timeout != null) {
      limits.put("timeout", timeout);
    }
    return limits.isEmpty() ? Optional.empty() : Optional.of(limits);
  }
}
