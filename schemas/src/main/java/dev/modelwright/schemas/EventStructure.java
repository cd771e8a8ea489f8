package dev.modelwright.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Holds what others publish to its JSON Schema as far as structure goes: which properties there
 * must be, and of which kind. What values are allowed is the rule of whoever takes the request, who
 * answers with a fact that says why not. Thread-safe.
 */
final class EventStructure {

  private static final Set<String> STRUCTURAL = Set.of("required", "type");

  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private EventStructure() {}

  /** Loaded with the first event: whoever reads only our own facts needs none. */
  private static final class Registry {

    private static final SchemaRegistry INSTANCE =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  }

  /** What does not fit, in words; empty when all does. */
  static List<String> violations(Class<? extends Event> event, JsonNode value) {
    return SCHEMAS
        .computeIfAbsent(event.getSimpleName(), EventStructure::read)
        .validate(value)
        .stream()
        .filter(error -> STRUCTURAL.contains(error.getKeyword()))
        .map(Error::toString)
        .distinct()
        .toList();
  }

  private static Schema read(String event) {
    String name = event + ".v1.schema.json";
    try (InputStream schema = EventStructure.class.getResourceAsStream(name)) {
      return Registry.INSTANCE.getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
