package dev.modelwright.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code asyncapi.json} says what topics, records, schemas and samples say. */
class AsyncApiTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FILE = Path.of("asyncapi.json");

  @Test
  void isUpToDate() throws Exception {
    if (Boolean.getBoolean("modelwright.write")) {
      Files.writeString(FILE, AsyncApiDocument.text());
    }

    assertThat(Files.readString(FILE))
        .as(
            "Write it with: ./mvnw -pl schemas test -Dtest=AsyncApiTests -Djvm.arguments=-Dmodelwright.write=true")
        .isEqualTo(AsyncApiDocument.text());
  }

  @Test
  void isOnTheClassPath() throws Exception {
    try (var resource = CloudEvents.class.getResourceAsStream("asyncapi.json")) {
      assertThat(resource).isNotNull();
      assertThat(JSON.readTree(resource)).isEqualTo(document());
    }
  }

  @Test
  void namesEveryTopicItsDeadLettersAndEveryEvent() throws Exception {
    assertThat(document().get("channels").propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Topics.ALL.stream()
                .mapMulti((String topic, java.util.function.Consumer<String> all) -> {
                  all.accept(topic);
                  all.accept(Topics.deadLettersOf(topic));
                })
                .toList());
    assertThat(
            document()
                .get("components")
                .get("messages")
                .valueStream()
                .map(message -> message.get("name").stringValue()))
        .containsExactlyInAnyOrderElementsOf(CloudEvents.types().keySet());
  }

  @Test
  void namesEveryHeaderThatEventsCarry() throws Exception {
    assertThat(document().at("/components/schemas/CloudEventHeaders/properties").propertyNames())
        .containsAll(AsyncApiDocument.headerNames());
  }

  @Test
  void referencesOnlyWhatIsThere() throws Exception {
    Set<String> references = new HashSet<>();
    collect(document(), references);

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(reference -> {
          assertThat(reference).startsWith("#/");
          assertThat(document().at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        });
  }

  @Test
  void examplesFitTheirSchemas() throws Exception {
    JsonNode document = document();
    for (JsonNode message : document.at("/components/messages")) {
      ObjectNode schema = JSON.createObjectNode();
      schema.set("$ref", message.at("/payload/$ref"));
      schema.set("components", document.get("components"));
      Schema compiled =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);

      assertThat(
              compiled.validate(
                  JSON.writeValueAsString(message.at("/examples/0/payload")), InputFormat.JSON))
          .as(message.get("name").stringValue())
          .isEmpty();
    }
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.isObject() && node.has("$ref")) {
      references.add(node.get("$ref").stringValue());
    }
    node.forEach(child -> collect(child, references));
  }

  private static JsonNode document() throws Exception {
    return JSON.readTree(Files.readString(FILE));
  }
}
