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

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /** What does not fit, in words; empty when all does. */
  List<String> violations(Class<? extends Event> event, JsonNode value) {
    return schemas.computeIfAbsent(event.getSimpleName(), this::read).validate(value).stream()
        .filter(error -> STRUCTURAL.contains(error.getKeyword()))
        .map(Error::toString)
        .distinct()
        .toList();
  }

  private Schema read(String event) {
    String name = event + ".v1.schema.json";
    try (InputStream schema = EventStructure.class.getResourceAsStream(name)) {
      return registry.getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
