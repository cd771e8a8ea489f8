package dev.modelwright.gateway.event.messaging;

import dev.modelwright.gateway.event.EventPosition;
import dev.modelwright.gateway.event.FactLog;
import dev.modelwright.gateway.event.Partition;
import dev.modelwright.gateway.event.PublishedFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The records of each partition up to its end. Used by one thread. */
final class KafkaExtract implements FactLog.Extract {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final FactRecords records;
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  KafkaExtract(
      Consumer<byte[], byte[]> consumer,
      FactRecords records,
      EventPosition from,
      EventPosition to) {
    this.consumer = consumer;
    this.records = records;
    to.offsets()
        .forEach((partition, end) -> {
          if (from.offset(partition).orElse(0L) < end) {
            ends.put(KafkaFactLog.kafka(partition), end);
          }
        });
    consumer.assign(ends.keySet());
    for (Map.Entry<Partition, Long> partition : to.offsets().entrySet()) {
      seek(KafkaFactLog.kafka(partition.getKey()), from.offset(partition.getKey()).orElse(null));
    }
  }

  private void seek(TopicPartition partition, Long offset) {
    if (!ends.containsKey(partition)) {
      return;
    }
    if (offset == null) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, offset);
    }
  }

  @Override
  public boolean isOver() {
    return ends.isEmpty();
  }

  @Override
  public List<PublishedFact> next() {
    try {
      List<PublishedFact> facts = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end(record)) {
          records.read(record).ifPresent(facts::add);
        }
      }
      ends.entrySet().removeIf(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
      consumer.assign(ends.keySet());
      return facts;
    } catch (KafkaException e) {
      throw KafkaFactLog.away(e);
    }
  }

  private long end(ConsumerRecord<byte[], byte[]> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
