package dev.modelwright.worker;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageBuildEvent;
import dev.modelwright.schemas.ImageEvent;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.Topics;
import dev.modelwright.testsupport.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The other end of the topics: sends orders, and listens to the facts about images. */
public final class ImageFacts implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CloudEvents cloudEvents = new CloudEvents("/test", Clock.systemUTC());
  private final List<ImageEvent> facts = new CopyOnWriteArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  public ImageFacts() {
    Map<String, Object> broker = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    this.producer =
        new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    try (consumer) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.IMAGES).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(message -> facts.add(read(message)));
      }
    } catch (WakeupException _) {
      // Closed.
    }
  }

  private ImageEvent read(ConsumerRecord<byte[], byte[]> message) {
    String type =
        new String(message.headers().lastHeader(CloudEvents.TYPE).value(), StandardCharsets.UTF_8);
    return (ImageEvent) cloudEvents.read(type, message.value());
  }

  public void send(ImageBuildEvent order) {
    send(order, cloudEvents.write(order));
  }

  public void send(Event order, byte[] value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.IMAGE_BUILDS, order.key().getBytes(), value);
    cloudEvents
        .headers(order, order.id())
        .forEach((name, text) -> message.headers().add(name, text.getBytes()));
    producer.send(message);
    producer.flush();
  }

  /**
   * Sends what may be no order at all.
   *
   * @param type null for none
   */
  public void send(String type, String value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.IMAGE_BUILDS, value.getBytes());
    if (type != null) {
      message.headers().add(CloudEvents.TYPE, type.getBytes());
    }
    producer.send(message);
    producer.flush();
  }

  public List<ImageEvent> of(UUID image) {
    return facts.stream().filter(fact -> fact.id().equals(image)).toList();
  }

  public <T extends ImageEvent> T await(UUID image, Class<T> type) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> of(image).stream().filter(type::isInstance).map(type::cast).toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  /** The last fact of a build. */
  public ImageEvent awaitEnd(UUID image) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                of(image).stream()
                    .filter(fact -> fact instanceof ImageSucceeded || fact instanceof ImageFailed)
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  @Override
  public void close() {
    consumer.wakeup();
    producer.close();
  }
}
