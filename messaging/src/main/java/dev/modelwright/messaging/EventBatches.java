package dev.modelwright.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.ActiveSpan;
import dev.modelwright.telemetry.Traces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Hands the events of a batch of records to their handler: those with equal keys one after the
 * other, as Kafka keeps their order, all others at the same time.
 *
 * <p>A failure ends the events of its key. The first failed record is told to the error handler,
 * which has it repeated or dead-lettered together with all records after it; what was handled of
 * them is passed over then. Thread-safe.
 */
final class EventBatches<E extends Event> implements Consumer<Message<List<byte[]>>> {

  private static final byte[] NO_VALUE = {};

  private final CloudEvents cloudEvents;
  private final Traces traces;
  private final Class<E> type;
  private final Consumer<E> handler;
  private final Set<Position> handledAhead = ConcurrentHashMap.newKeySet();

  EventBatches(CloudEvents cloudEvents, Traces traces, Class<E> type, Consumer<E> handler) {
    this.cloudEvents = cloudEvents;
    this.traces = traces;
    this.type = type;
    this.handler = handler;
  }

  private record Position(String topic, int partition, long offset) {}

  /**
   * @param index in the batch
   */
  private record Delivery(int index, Position position, Map<String, Object> headers, byte[] value) {

    String header(String name) {
      return switch (headers.get(name)) {
        case null -> null;
        case byte[] text -> new String(text, UTF_8);
        case Object value -> value.toString();
      };
    }

    BatchListenerFailedException failed(RuntimeException cause) {
      return new BatchListenerFailedException("Cannot handle record", cause, index);
    }
  }

  @Override
  public void accept(Message<List<byte[]>> batch) {
    List<Delivery> all = deliveries(batch);
    List<BatchListenerFailedException> failures = new ArrayList<>();
    handle(groups(all, failures), failures);
    Optional<BatchListenerFailedException> first =
        failures.stream().min(Comparator.comparingInt(BatchListenerFailedException::getIndex));
    // Only what comes again is worth remembering.
    int end = first.map(BatchListenerFailedException::getIndex).orElse(all.size());
    all.subList(0, end).forEach(delivery -> handledAhead.remove(delivery.position()));
    first.ifPresent(failure -> {
      throw failure;
    });
  }

  private Collection<Callable<Void>> groups(
      List<Delivery> deliveries, List<BatchListenerFailedException> failures) {
    Map<String, List<Callable<Void>>> byKey = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      if (!handledAhead.contains(delivery.position())) {
        try {
          E event = read(delivery);
          byKey
              .computeIfAbsent(event.key(), _ -> new ArrayList<>())
              .add(() -> handle(event, delivery));
        } catch (UnreadableEventException e) {
          failures.add(delivery.failed(e));
        }
      }
    }
    return byKey.values().stream().<Callable<Void>>map(EventBatches::inTurn).toList();
  }

  private static Callable<Void> inTurn(List<Callable<Void>> steps) {
    return () -> {
      for (Callable<Void> step : steps) {
        step.call();
      }
      return null;
    };
  }

  private E read(Delivery delivery) {
    Event event = cloudEvents.readForeign(delivery.header(CloudEvents.TYPE), delivery.value());
    if (!type.isInstance(event)) {
      throw new UnreadableEventException(
          "Cannot take %s for %s: it does not belong on topic '%s'."
              .formatted(
                  event.getClass().getSimpleName(),
                  type.getSimpleName(),
                  delivery.position().topic()));
    }
    return type.cast(event);
  }

  private Void handle(E event, Delivery delivery) {
    try (ActiveSpan span =
        traces.message(delivery.position().topic() + " process", delivery::header)) {
      try {
        handler.accept(event);
      } catch (RuntimeException e) {
        span.failed(FailureLog.cause(e));
        throw delivery.failed(e);
      }
    }
    handledAhead.add(delivery.position());
    return null;
  }

  private static void handle(
      Collection<Callable<Void>> groups, List<BatchListenerFailedException> failures) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> outcome : threads.invokeAll(groups)) {
        if (outcome.state() == Future.State.FAILED) {
          failures.add(failure(outcome.exceptionNow()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while handling records", e);
    }
  }

  private static BatchListenerFailedException failure(Throwable thrown) {
    if (thrown instanceof BatchListenerFailedException failure) {
      return failure;
    }
    throw new IllegalStateException("Handling records ended abruptly", thrown);
  }

  private static List<Delivery> deliveries(Message<List<byte[]>> batch) {
    List<?> values = batch.getPayload();
    List<String> topics = header(batch, KafkaHeaders.RECEIVED_TOPIC);
    List<Integer> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
    List<Long> offsets = header(batch, KafkaHeaders.OFFSET);
    List<Map<String, Object>> headers = header(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      deliveries.add(
          new Delivery(
              i,
              new Position(topics.get(i), partitions.get(i), offsets.get(i)),
              headers.get(i),
              // A record without a value comes as an object of Spring's.
              values.get(i) instanceof byte[] value ? value : NO_VALUE));
    }
    return deliveries;
  }

  @SuppressWarnings("unchecked") // A list of as many values as the batch has records.
  private static <T> List<T> header(Message<?> batch, String name) {
    return (List<T>) batch.getHeaders().get(name);
  }
}
