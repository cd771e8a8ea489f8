package dev.modelwright.gateway.event.messaging;

import dev.modelwright.gateway.event.EventPosition;
import dev.modelwright.gateway.event.ExpiredPositionException;
import dev.modelwright.gateway.event.FactLog;
import dev.modelwright.gateway.event.Partition;
import dev.modelwright.gateway.event.UnknownPositionException;
import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.schemas.CloudEvents;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads facts again with a consumer that lives as long as one extract; nothing is committed and no
 * group is left behind. Thread-safe.
 */
public final class KafkaFactLog implements FactLog {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KafkaConnection kafka;
  private final FactRecords records;

  public KafkaFactLog(KafkaConnection kafka, CloudEvents cloudEvents) {
    this.kafka = kafka;
    this.records = new FactRecords(cloudEvents);
  }

  @Override
  public Extract between(EventPosition from, EventPosition to) {
    Consumer<byte[], byte[]> consumer = consumer();
    try {
      Set<TopicPartition> partitions =
          to.offsets().keySet().stream().map(KafkaFactLog::kafka).collect(Collectors.toSet());
      check(
          from,
          to,
          consumer.beginningOffsets(partitions, LIMIT),
          consumer.endOffsets(partitions, LIMIT));
      return new KafkaExtract(consumer, records, from, to);
    } catch (KafkaException e) {
      consumer.close();
      throw away(e);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.with(
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 << 20)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void check(
      EventPosition from,
      EventPosition to,
      Map<TopicPartition, Long> beginnings,
      Map<TopicPartition, Long> ends) {
    from.offsets()
        .forEach((partition, offset) -> {
          if (!to.offsets().containsKey(partition) || offset > ends.get(kafka(partition))) {
            throw new UnknownPositionException(from);
          }
          if (offset < beginnings.get(kafka(partition))) {
            throw new ExpiredPositionException(from);
          }
        });
  }

  static TopicPartition kafka(Partition partition) {
    return new TopicPartition(partition.topic(), partition.number());
  }

  static UnavailableException away(KafkaException e) {
    return UnavailableException.away(
        "Cannot read the facts that were missed: Kafka does not answer. Nothing is lost; try again in a few seconds.",
        e);
  }
}
