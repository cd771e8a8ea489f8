package dev.modelwright.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageRequestEvent.ImageCancellationRequested;
import dev.modelwright.schemas.ModelRequestEvent.ModelRegistrationRequested;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.Traces;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

class EventBatchesTests {

  private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/test", Clock.systemUTC());
  private static final String TOPIC = "model-requests";

  private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

  @Test
  void handlesEventsOfOneKeyInTheirOrder() {
    EventBatches<ModelRegistrationRequested> batches = batches(this::note);

    batches.accept(batch(0, "a 1", "a 2", "b 1", "a 3", "b 2"));

    assertThat(handled).containsSubsequence("a 1", "a 2", "a 3").containsSubsequence("b 1", "b 2");
    assertThat(handled).hasSize(5);
  }

  @Test
  void handlesEventsOfOtherKeysAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(3);
    EventBatches<ModelRegistrationRequested> batches =
        batches(event -> {
          await(together);
          note(event);
        });

    batches.accept(batch(0, "a 1", "b 1", "c 1"));

    assertThat(handled).containsExactlyInAnyOrder("a 1", "b 1", "c 1");
  }

  @Test
  void tellsTheFirstFailureAndEndsItsKeyOnly() {
    EventBatches<ModelRegistrationRequested> batches = batches(failingAt("b 1", "c 1"));

    BatchListenerFailedException failure =
        failure(batches, batch(0, "a 1", "b 1", "b 2", "c 1", "d 1"));

    assertThat(failure.getIndex()).isEqualTo(1);
    assertThat(failure).hasRootCauseMessage("b 1 fails");
    assertThat(handled).containsExactlyInAnyOrder("a 1", "d 1");
  }

  @Test
  void passesOverWhatWasHandledWhenTheRestComesAgain() {
    List<String> failing = new ArrayList<>(List.of("b 1"));
    EventBatches<ModelRegistrationRequested> batches =
        batches(event -> failingAt(failing.toArray(String[]::new)).accept(event));
    failure(batches, batch(7, "a 1", "b 1", "c 1"));
    failing.clear();

    batches.accept(batch(8, "b 1", "c 1", "d 1"));

    assertThat(handled).containsExactlyInAnyOrder("a 1", "c 1", "b 1", "d 1");
  }

  @Test
  void handlesAgainWhatComesAgainWithoutAFailureBefore() {
    EventBatches<ModelRegistrationRequested> batches = batches(this::note);
    batches.accept(batch(7, "a 1"));

    batches.accept(batch(7, "a 1"));

    assertThat(handled).containsExactly("a 1", "a 1");
  }

  @Test
  void tellsWhatCannotBeReadAndWhatDoesNotBelongThere() {
    EventBatches<ModelRegistrationRequested> batches = batches(this::note);
    Event stranger = new ImageCancellationRequested(UUID.randomUUID(), "s/g/a", "image");

    assertThat(failure(batches, batch(0, List.of(event("a 1"), stranger))))
        .hasCauseInstanceOf(UnreadableEventException.class)
        .extracting(BatchListenerFailedException::getIndex)
        .isEqualTo(1);
    assertThat(failure(batches, batch(1, List.of(stranger))))
        .hasRootCauseMessage(
            "Cannot take ImageCancellationRequested for ModelRegistrationRequested: it does not belong on topic 'model-requests'.");
    assertThat(handled).containsExactly("a 1");
  }

  private void note(ModelRegistrationRequested event) {
    handled.add(event.name() + " " + event.description());
  }

  private Consumer<ModelRegistrationRequested> failingAt(String... failing) {
    return event -> {
      String name = event.name() + " " + event.description();
      if (List.of(failing).contains(name)) {
        throw new IllegalStateException(name + " fails");
      }
      note(event);
    };
  }

  private static EventBatches<ModelRegistrationRequested> batches(
      Consumer<ModelRegistrationRequested> handler) {
    return new EventBatches<>(
        CLOUD_EVENTS, Traces.unexported(), ModelRegistrationRequested.class, handler);
  }

  private static BatchListenerFailedException failure(
      EventBatches<?> batches, Message<List<byte[]>> batch) {
    return catchThrowableOfType(BatchListenerFailedException.class, () -> batches.accept(batch));
  }

  /** Its key is the first word, its description the second. */
  private static Event event(String words) {
    String[] parts = words.split(" ");
    return new ModelRegistrationRequested(
        UUID.randomUUID(),
        "s/g/a",
        parts[0],
        parts[1],
        List.of(),
        URI.create("http://example.com/model"),
        null,
        false);
  }

  private static Message<List<byte[]>> batch(long offset, String... events) {
    return batch(offset, Stream.of(events).map(EventBatchesTests::event).toList());
  }

  private static Message<List<byte[]>> batch(long offset, List<Event> events) {
    return MessageBuilder.withPayload(events.stream().map(CLOUD_EVENTS::write).toList())
        .setHeader(KafkaHeaders.RECEIVED_TOPIC, Collections.nCopies(events.size(), TOPIC))
        .setHeader(KafkaHeaders.RECEIVED_PARTITION, Collections.nCopies(events.size(), 0))
        .setHeader(
            KafkaHeaders.OFFSET,
            IntStream.range(0, events.size()).mapToObj(index -> offset + index).toList())
        .setHeader(
            KafkaHeaders.BATCH_CONVERTED_HEADERS,
            events.stream()
                .map(event ->
                    Map.of(CloudEvents.TYPE, CloudEvents.typeOf(event.getClass()).getBytes(UTF_8)))
                .toList())
        .build();
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("Alone", e);
    }
  }
}
