package dev.modelwright.schemas;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as CloudEvents 1.0 in binary mode of the Kafka protocol binding: attributes in {@code ce_}
 * headers, the event as JSON in the value. Thread-safe.
 */
public final class CloudEvents {

  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String CORRELATION_ID = "ce_correlationid";
  public static final String CONTENT_TYPE = "content-type";

  private static final String ATTRIBUTE_PREFIX = "ce_";
  private static final String TYPE_PREFIX = "dev.modelwright.";
  private static final String TYPE_SUFFIX = ".v1";

  private static final Map<String, Class<? extends Event>> TYPES =
      Stream.of(
              ModelRequestEvent.class,
              ModelEvent.class,
              ManifestRequestEvent.class,
              ManifestEvent.class,
              ImageRequestEvent.class,
              ImageBuildEvent.class,
              ImageEvent.class)
          .<Class<?>>mapMulti(
              (topic, types) -> List.of(topic.getPermittedSubclasses()).forEach(types))
          .map(type -> type.<Event>asSubclass(Event.class))
          .collect(Collectors.toUnmodifiableMap(CloudEvents::typeOf, Function.identity()));

  private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v([0-9]+)");

  private final JsonMapper json;
  private final String source;
  private final Clock clock;

  /**
   * @param source who publishes, for example {@code /registry-service}; a URI reference
   */
  public CloudEvents(String source, Clock clock) {
    this.json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    this.source = source;
    this.clock = clock;
  }

  /** The CloudEvents type of an event: {@code dev.modelwright.<event>.v1}. */
  public static String typeOf(Class<? extends Event> event) {
    return TYPE_PREFIX + event.getSimpleName() + TYPE_SUFFIX;
  }

  /** All types of events, by their CloudEvents type. */
  public static Map<String, Class<? extends Event>> types() {
    return TYPES;
  }

  /** The headers of an event that was caused by the request with the given id. */
  public Map<String, String> headers(Event event, UUID correlationId) {
    return headers(event, correlationId, Map.of());
  }

  /**
   * The headers of an event that was caused by the request with the given id.
   *
   * @param trace headers of the W3C trace context; they are written plainly, as instrumented
   *     clients read them, and as attributes, as the CloudEvents extension for distributed tracing
   *     says
   */
  public Map<String, String> headers(Event event, UUID correlationId, Map<String, String> trace) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, UUID.randomUUID().toString());
    headers.put(TYPE, typeOf(event.getClass()));
    headers.put(SOURCE, source);
    headers.put(SUBJECT, event.id().toString());
    headers.put(TIME, clock.instant().toString());
    headers.put(CORRELATION_ID, correlationId.toString());
    headers.put(CONTENT_TYPE, "application/json");
    trace.forEach((name, value) -> {
      headers.put(name, value);
      headers.put(ATTRIBUTE_PREFIX + name, value);
    });
    return headers;
  }

  public byte[] write(Event event) {
    return json.writeValueAsBytes(event);
  }

  /**
   * Reads an event that anybody may have published: as {@link #read}, and its value must have the
   * structure of its JSON Schema.
   *
   * @throws UnreadableEventException also when a property is missing or of another kind
   */
  public Event readForeign(String type, byte[] value) {
    Class<? extends Event> event = eventOf(type);
    try {
      List<String> violations = EventStructure.violations(event, json.readTree(value));
      if (!violations.isEmpty()) {
        throw new UnreadableEventException(
            "Cannot read event of type '%s': it breaks its schema: %s. Publish what %s.v1.schema.json describes."
                .formatted(type, String.join("; ", violations), event.getSimpleName()));
      }
    } catch (JacksonException e) {
      throw new UnreadableEventException(
          "Cannot read event of type '%s': the value is no JSON: %s"
              .formatted(type, e.getOriginalMessage()),
          e);
    }
    return read(type, value);
  }

  /**
   * Reads an event; unknown properties are ignored.
   *
   * @param type the CloudEvents type; null when the record has none
   * @throws UnreadableEventException when the type is missing or unknown, or the value does not fit
   */
  public Event read(String type, byte[] value) {
    Class<? extends Event> event = eventOf(type);
    try {
      Event read = json.readValue(value, event);
      if (read == null || read.id() == null || read.account() == null) {
        throw new UnreadableEventException(
            "Cannot read event of type '%s': id or account is missing.".formatted(type));
      }
      return read;
    } catch (JacksonException | NullPointerException e) {
      throw new UnreadableEventException(
          "Cannot read event of type '%s': %s".formatted(type, e.getMessage()), e);
    }
  }

  private static Class<? extends Event> eventOf(String type) {
    if (type == null) {
      throw new UnreadableEventException(
          "Cannot read event: the record has no header ce_type. Publish CloudEvents 1.0 in binary mode.");
    }
    Class<? extends Event> event = TYPES.get(type);
    if (event != null) {
      return event;
    }
    Matcher versioned = VERSIONED.matcher(type);
    if (versioned.matches() && TYPES.containsKey(versioned.group(1) + TYPE_SUFFIX)) {
      throw new UnreadableEventException(
          "Cannot read event of type '%s': unknown version %s. Publish version 1."
              .formatted(type, versioned.group(2)));
    }
    throw new UnreadableEventException(
        "Cannot read event of type '%s': unknown type. Known are %s."
            .formatted(type, TYPES.keySet().stream().sorted().toList()));
  }
}
