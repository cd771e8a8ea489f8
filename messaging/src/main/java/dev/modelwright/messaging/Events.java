package dev.modelwright.messaging;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Topics;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Publishes events and consumes them. Thread-safe. */
public final class Events {

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
   * Consumes batches of records (bindings with {@code batch-mode}).
   *
   * @param type of the events that belong on the topic; any other is dead-lettered
   * @param handler gets those with equal keys in order, others at the same time. It may throw
   *     {@link UnreadableEventException} to have a record dead-lettered; whatever else it throws
   *     has the record repeated.
   */
  public <E extends Event> Consumer<Message<List<byte[]>>> consumer(
      Class<E> type, Consumer<E> handler) {
    return new EventBatches<>(cloudEvents, traces, type, handler);
  }
}
