package dev.modelwright.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Record, JSON Schema and sample of every event agree. */
class CloudEventsTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final CloudEvents events =
      new CloudEvents("/tests", Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC));

  static Stream<Class<? extends Event>> eventTypes() {
    return CloudEvents.types().values().stream();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void writesExactlyTheSampleAfterReadingIt(Class<? extends Event> type) {
    Event event = events.read(CloudEvents.typeOf(type), bytes(sample(type)));

    assertThat(event).isInstanceOf(type);
    assertThat(JSON.readTree(events.write(event))).isEqualTo(sample(type));
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void sampleFitsItsSchema(Class<? extends Event> type) {
    assertThat(schema(type).validate(sample(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void schemaRefusesAnEmptyObject(Class<? extends Event> type) {
    assertThat(schema(type).validate(JSON.createObjectNode())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void schemaNamesEveryPropertyOfTheRecord(Class<? extends Event> type) {
    Event event = events.read(CloudEvents.typeOf(type), bytes(sample(type)));

    assertThat(json(type, "schema").get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(JSON.readTree(events.write(event)).propertyNames());
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void ignoresPropertiesItDoesNotKnow(Class<? extends Event> type) {
    ObjectNode more = (ObjectNode) sample(type);
    more.put("ofTomorrow", "anything");

    assertThat(events.read(CloudEvents.typeOf(type), bytes(more)))
        .isEqualTo(events.read(CloudEvents.typeOf(type), bytes(sample(type))));
  }

  @Test
  void headersAreCloudEventsInBinaryMode() {
    UUID cause = UUID.randomUUID();
    Event event =
        events.read(
            CloudEvents.typeOf(ImageEvent.ImageBuildStarted.class),
            bytes(sample(ImageEvent.ImageBuildStarted.class)));

    Map<String, String> headers = events.headers(event, cause);

    assertThat(UUID.fromString(headers.remove("ce_id"))).isNotNull();
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_type", "dev.modelwright.ImageBuildStarted.v1",
                "ce_source", "/tests",
                "ce_subject", event.id().toString(),
                "ce_time", "2026-11-26T12:00:00Z",
                "ce_correlationid", cause.toString(),
                "content-type", "application/json"));
  }

  @Test
  void requestsUnderOneNameShareAKey() {
    Event request =
        events.read(
            CloudEvents.typeOf(ModelRequestEvent.ModelRegistrationRequested.class),
            bytes(sample(ModelRequestEvent.ModelRegistrationRequested.class)));

    assertThat(request.key()).isEqualTo("local/modelwright/default/housing.model");
  }

  @Test
  void refusesARecordWithoutType() {
    assertThatThrownBy(() -> events.read(null, "{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("no header ce_type");
  }

  @Test
  void refusesAnUnknownTypeAndNamesTheKnown() {
    assertThatThrownBy(() -> events.read("dev.modelwright.Nothing.v1", new byte[0]))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("'dev.modelwright.Nothing.v1': unknown type")
        .hasMessageContaining("dev.modelwright.ModelRegistered.v1");
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void refusesABodyThatIsNoJsonOrLacksItsId(Class<? extends Event> type) {
    for (String body : new String[] {"", "no JSON", "{}", "null", "[]", "{\"id\":\"no uuid\"}"}) {
      assertThatThrownBy(
              () -> events.read(CloudEvents.typeOf(type), body.getBytes(StandardCharsets.UTF_8)))
          .as("body '%s'", body)
          .isInstanceOf(UnreadableEventException.class);
    }
  }

  private static Schema schema(Class<? extends Event> type) {
    return SCHEMAS.getSchema(json(type, "schema"));
  }

  private static JsonNode sample(Class<? extends Event> type) {
    return json(type, "sample");
  }

  private static JsonNode json(Class<? extends Event> type, String kind) {
    String name = "%s.v1.%s.json".formatted(type.getSimpleName(), kind);
    try (InputStream resource = CloudEvents.class.getResourceAsStream(name)) {
      assertThat(resource).as(name).isNotNull();
      return JSON.readTree(resource);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsBytes(node);
  }
}
