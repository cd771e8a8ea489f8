package dev.modelwright.gateway.environment.web;

import dev.modelwright.gateway.body.RequestObject;
import dev.modelwright.gateway.environment.EnvironmentChanges;
import dev.modelwright.schemas.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** Reads the body of a {@code PUT} or {@code PATCH} of an environment. */
final class EnvironmentRequest {

  private static final List<String> CLUSTER_TYPES = List.of("Local");

  private EnvironmentRequest() {}

  /**
   * @param action what cannot be done with a wrong body, for example {@code set up environment}
   * @throws dev.modelwright.web.ProblemException that names everything that is wrong
   */
  static EnvironmentChanges read(RequestObject body, String action) {
    RequestObject properties = body.object("properties");
    properties.choice("clusterType", CLUSTER_TYPES);
    EnvironmentChanges changes =
        new EnvironmentChanges(
            body.text("location", RequestObject.MAX_TEXT),
            body.has("tags") ? body.object("tags").textMap() : null,
            properties.text("description", RequestObject.MAX_TEXT),
            properties.has("containerRegistry")
                ? registry(properties.object("containerRegistry"))
                : null,
            properties.has("limits") ? limits(properties.object("limits")) : null,
            runtimes(properties),
            properties.text("artifactStore", RequestObject.MAX_TEXT));
    body.rejectIfBroken(action);
    return changes;
  }

  private static Map<String, String> runtimes(RequestObject properties) {
    return properties.has("runtimes") ? properties.object("runtimes").textMap() : null;
  }

  private static EnvironmentChanges.Registry registry(RequestObject registry) {
    return new EnvironmentChanges.Registry(
        registry.text("url"),
        registry.text("publicAddress"),
        registry.text("repositoryPrefix"),
        registry.text("username"),
        registry.text("password"));
  }

  private static Limits limits(RequestObject limits) {
    return new Limits(memory(limits), cpus(limits), timeout(limits));
  }

  /** In bytes, or with a unit as in {@code 4GB}. */
  private static Long memory(RequestObject limits) {
    String text = limits.textOrNumber("memory");
    try {
      return text == null ? null : DataSize.parse(text.strip()).toBytes();
    } catch (IllegalArgumentException | ArithmeticException _) {
      limits.broken("memory", "is neither a number of bytes nor a size such as 4GB");
      return null;
    }
  }

  private static Double cpus(RequestObject limits) {
    String text = limits.textOrNumber("cpus");
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException _) {
      limits.broken("cpus", "is not a number");
      return null;
    }
  }

  private static Duration timeout(RequestObject limits) {
    String text = limits.text("timeout");
    try {
      return text == null ? null : DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | ArithmeticException _) {
      limits.broken("timeout", "is not a duration such as PT30M or 30m");
      return null;
    }
  }
}
