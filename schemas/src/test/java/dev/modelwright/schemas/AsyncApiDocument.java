package dev.modelwright.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document that topics, records, schemas and samples make. */
final class AsyncApiDocument {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String HEADERS = "CloudEventHeaders";

  /** What a topic is for. A request is received by us, a fact is sent by us. */
  private record Purpose(boolean isRequest, String title, String description) {}

  private static final Map<String, Purpose> PURPOSES =
      Map.of(
          Topics.MODEL_REQUESTS,
          new Purpose(
              true,
              "Requests for models",
              "Publish here to register a model without REST. Key: account/name, so that versions follow the order of requests."),
          Topics.MODELS,
          new Purpose(
              false, "Facts about models", "What became of each registration. Key: model id."),
          Topics.MANIFEST_REQUESTS,
          new Purpose(
              true,
              "Requests for manifests",
              "Publish here to create a manifest without REST. Key: account/name."),
          Topics.MANIFESTS,
          new Purpose(
              false, "Facts about manifests", "What became of each creation. Key: manifest id."),
          Topics.IMAGE_REQUESTS,
          new Purpose(
              true,
              "Requests for images",
              "Publish here to ask for an image without REST. Key: account/name."),
          Topics.IMAGE_BUILDS,
          new Purpose(
              true,
              "Build orders",
              "Complete orders for the workers, which share them as one share group. The manifest-service publishes them; so may you. Key: image id."),
          Topics.IMAGES,
          new Purpose(false, "Facts about images", "How far each image is. Key: image id."));

  private final CloudEvents events = new CloudEvents("/tests", Clock.systemUTC());
  private final ObjectNode document = JSON.createObjectNode();
  private final ObjectNode channels = JSON.createObjectNode();
  private final ObjectNode operations = JSON.createObjectNode();
  private final ObjectNode messages = JSON.createObjectNode();
  private final ObjectNode schemas = JSON.createObjectNode();

  /** As it is kept in {@code schemas/asyncapi.json}. */
  static String text() {
    return JSON.writeValueAsString(new AsyncApiDocument().make()).replace("\r\n", "\n") + "\n";
  }

  private ObjectNode make() {
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Modelwright events")
        .put("version", "1.0.0")
        .put(
            "description",
            "Requests and facts of Modelwright on Kafka: CloudEvents 1.0 in binary mode, attributes in ce_ headers, the event as JSON in the value. Unknown properties are ignored; what cannot be read goes to the topic's dead letters.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    document.put("defaultContentType", "application/json");
    document
        .putObject("servers")
        .putObject("kafka")
        .put("host", "127.0.0.1:9092")
        .put("protocol", "kafka")
        .put("description", "The broker of the setting modelwright.kafka.bootstrap-servers.");
    document.set("channels", channels);
    document.set("operations", operations);
    ObjectNode components = document.putObject("components");
    components.set("messages", messages);
    components.set("schemas", schemas);
    schemas.set(HEADERS, headers());
    Topics.ALL.forEach(this::addTopic);
    return document;
  }

  private void addTopic(String topic) {
    Purpose purpose = PURPOSES.get(topic);
    List<Class<? extends Event>> types = typesOn(topic);
    types.forEach(this::addMessage);
    addChannel(topic, topic, purpose.title(), purpose.description(), types);
    addOperation(
        (purpose.isRequest() ? "receive-" : "send-") + topic,
        purpose.isRequest() ? "receive" : "send",
        topic,
        purpose.title());
    String dead = Topics.deadLettersOf(topic);
    addChannel(
        dead,
        dead,
        "Dead letters of " + topic,
        "Records of "
            + topic
            + " that are no event of ours, as they came, with headers that say why.",
        List.of());
    addOperation("send-" + dead, "send", dead, "Dead letters of " + topic);
  }

  private void addChannel(
      String name,
      String topic,
      String title,
      String description,
      List<Class<? extends Event>> types) {
    ObjectNode channel = channels.putObject(name);
    channel.put("address", topic).put("title", title).put("description", description);
    ObjectNode carried = channel.putObject("messages");
    types.forEach(type ->
        carried
            .putObject(type.getSimpleName())
            .put("$ref", "#/components/messages/" + type.getSimpleName()));
    channel.putObject("bindings").putObject("kafka").put("topic", topic);
  }

  private void addOperation(String name, String action, String channel, String title) {
    ObjectNode operation = operations.putObject(name);
    operation.put("action", action).put("title", title);
    operation.putObject("channel").put("$ref", "#/channels/" + channel);
  }

  private void addMessage(Class<? extends Event> type) {
    ObjectNode schema = (ObjectNode) resource(type, "schema");
    Event sample = sample(type);
    String name = type.getSimpleName();
    ObjectNode message = messages.putObject(name);
    message
        .put("name", CloudEvents.typeOf(type))
        .put("title", name)
        .put("summary", schema.get("description").stringValue())
        .put("contentType", "application/json");
    ArrayNode headers = message.putObject("headers").putArray("allOf");
    headers.addObject().put("$ref", SCHEMAS + HEADERS);
    headers
        .addObject()
        .put("type", "object")
        .putObject("properties")
        .putObject(CloudEvents.TYPE)
        .put("const", CloudEvents.typeOf(type));
    message.putObject("payload").put("$ref", SCHEMAS + name);
    message
        .putObject("bindings")
        .putObject("kafka")
        .putObject("key")
        .put("type", "string")
        .putArray("examples")
        .add(sample.key());
    message
        .putArray("examples")
        .addObject()
        .put("name", "sample")
        .set("payload", resource(type, "sample"));
    addSchema(name, schema);
  }

  /** Shared definitions move up to where all schemas can name them. */
  private void addSchema(String name, ObjectNode schema) {
    schema.remove("$schema");
    JsonNode definitions = schema.remove("$defs");
    schemas.set(name, renamed(schema));
    if (definitions != null) {
      definitions
          .properties()
          .forEach(definition -> {
            JsonNode renamed = renamed(definition.getValue());
            JsonNode present = schemas.get(definition.getKey());
            if (present != null && !present.equals(renamed)) {
              throw new AssertionError(
                  "'%s' is defined differently by '%s'".formatted(definition.getKey(), name));
            }
            schemas.set(definition.getKey(), renamed);
          });
    }
  }

  private static JsonNode renamed(JsonNode schema) {
    return JSON.readTree(JSON.writeValueAsString(schema).replace("\"#/$defs/", "\"" + SCHEMAS));
  }

  private static ObjectNode headers() {
    ObjectNode headers = JSON.createObjectNode();
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    header(properties, CloudEvents.SPEC_VERSION, "1.0").put("const", "1.0");
    header(properties, CloudEvents.ID, "Unique with the source; no two events share it.");
    header(properties, CloudEvents.TYPE, "dev.modelwright.<event>.v1");
    header(properties, CloudEvents.SOURCE, "Who published it, for example /registry-service.")
        .put("format", "uri-reference");
    header(properties, CloudEvents.SUBJECT, "Id of the model, manifest or image.")
        .put("format", "uuid");
    header(properties, CloudEvents.TIME, "When it was published.").put("format", "date-time");
    header(properties, CloudEvents.CORRELATION_ID, "Id of the request that caused it.")
        .put("format", "uuid");
    header(properties, CloudEvents.CONTENT_TYPE, "Of the value.").put("const", "application/json");
    header(properties, "traceparent", "Trace context (W3C).");
    ArrayNode required = headers.putArray("required");
    List.of(CloudEvents.SPEC_VERSION, CloudEvents.ID, CloudEvents.TYPE, CloudEvents.SOURCE)
        .forEach(required::add);
    return headers;
  }

  private static ObjectNode header(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }

  private List<Class<? extends Event>> typesOn(String topic) {
    return CloudEvents.types().values().stream()
        .filter(type -> Topics.of(sample(type)).equals(topic))
        .sorted(Comparator.comparing(Class::getSimpleName))
        .collect(Collectors.toList());
  }

  private Event sample(Class<? extends Event> type) {
    return events.read(CloudEvents.typeOf(type), JSON.writeValueAsBytes(resource(type, "sample")));
  }

  /** The names of the headers that an event of ours carries. */
  static Iterable<String> headerNames() {
    AsyncApiDocument document = new AsyncApiDocument();
    Event any = document.sample(ModelEvent.ModelRegistered.class);
    return document.events.headers(any, UUID.randomUUID()).keySet();
  }

  private static JsonNode resource(Class<? extends Event> type, String kind) {
    String name = "%s.v1.%s.json".formatted(type.getSimpleName(), kind);
    try (InputStream resource = CloudEvents.class.getResourceAsStream(name)) {
      return JSON.readTree(resource);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
