package dev.modelwright.messaging;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Topics;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.springframework.cloud.function.cloudevent.CloudEventMessageUtils;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Publishes events and reads them. Thread-safe. */
public final class Events {

  private static final String CORRELATION_ID = "ce-correlationid";

  /**
   * The bindings are named in {@code messaging.yml}; those that a service lists as its output
   * bindings are made when it starts, so that its first event is as fast as the next. The bridge
   * takes a bean of the binding's name for the channel, so a plain {@code models} would be whatever
   * a service calls so.
   */
  private static final String BINDING_PREFIX = "publish-";

  private final StreamBridge bridge;
  private final CloudEvents cloudEvents;
  private final Traces traces;
  private final AnswerCounts answers;

  Events(StreamBridge bridge, CloudEvents cloudEvents, Traces traces, AnswerCounts answers) {
    this.bridge = bridge;
    this.cloudEvents = cloudEvents;
    this.traces = traces;
    this.answers = answers;
  }

  /**
   * Publishes an event on its topic, under its key.
   *
   * <p>Returns after the broker has acknowledged it.
   *
   * @param correlationId id of the request that caused it
   * @throws org.springframework.messaging.MessagingException when it is not acknowledged in time;
   *     it may have been stored all the same
   */
  public void publish(Event event, UUID correlationId) {
    String topic = Topics.of(event);
    try (ActiveSpan _ = traces.publication(topic + " send")) {
      Map<String, String> headers = cloudEvents.headers(event, correlationId, traces.headers());
      Message<byte[]> message =
          MessageBuilder.withPayload(cloudEvents.write(event))
              .copyHeaders(headers)
              .setHeader(KafkaHeaders.KEY, event.key().getBytes(StandardCharsets.UTF_8))
              .build();
      bridge.send(BINDING_PREFIX + topic, message);
    }
    answers.published(event);
  }

  /**
   * Reads the event of a record.
   *
   * @throws UnreadableEventException when it is none of ours; the record is then dead-lettered
   */
  public Event read(Message<byte[]> message) {
    return cloudEvents.readForeign(attribute(message, CloudEvents.TYPE), message.getPayload());
  }

  /**
   * The id of the request that caused an event; the event's own id when the publisher gave none.
   */
  public UUID correlationId(Message<byte[]> message, Event event) {
    Object value = message.getHeaders().get(CORRELATION_ID);
    if (value == null) {
      value = message.getHeaders().get(CloudEvents.CORRELATION_ID);
    }
    try {
      return value == null ? event.id() : UUID.fromString(value.toString());
    } catch (IllegalArgumentException e) {
      return event.id();
    }
  }

  /** The function layer renames {@code ce_type} to {@code ce-type} when it sees a CloudEvent. */
  private static String attribute(Message<byte[]> message, String name) {
    Object value = message.getHeaders().get(name);
    if (value != null) {
      return value.toString();
    }
    return CloudEventMessageUtils.getType(message);
  }
}
