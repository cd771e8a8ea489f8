package dev.modelwright.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that any answer through Kafka can take: a record sent and acknowledged by all, and read
 * by a waiting consumer; and the same back.
 */
final class KafkaRoundTrip implements AutoCloseable {

  private static final String TOPIC = "benchmark-round-trip";
  private static final byte[] RECORD = new byte[512];
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  KafkaRoundTrip(String bootstrapServers) throws Exception {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    admin.deleteTopics(Set.of(TOPIC)).all().toCompletionStage().handle((_, _) -> null);
    admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    consumer.position(partition);
  }

  /** Two hops, as a request and its fact take; nanoseconds. */
  long measure() throws Exception {
    long start = System.nanoTime();
    hop();
    hop();
    return System.nanoTime() - start;
  }

  private void hop() throws Exception {
    producer.send(new ProducerRecord<>(TOPIC, RECORD)).get();
    if (consumer.poll(LIMIT).isEmpty()) {
      throw new IllegalStateException("No record within " + LIMIT);
    }
  }

  @Override
  public void close() {
    producer.close(LIMIT);
    consumer.close();
    admin.deleteTopics(Set.of(TOPIC));
    admin.close(LIMIT);
  }
}
