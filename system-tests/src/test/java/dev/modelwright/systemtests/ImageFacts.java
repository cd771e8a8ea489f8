package dev.modelwright.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The facts about images, as anybody reads them from Kafka. */
final class ImageFacts {

  private static final String TOPIC = "images";
  private static final Duration POLL = Duration.ofMillis(200);

  private ImageFacts() {}

  /** The types of an image's facts, in order, up to now. */
  static List<String> of(String imageId, Map<String, Object> kafka) {
    return records(imageId, kafka).stream().map(fact -> header(fact, "ce_type")).toList();
  }

  /** The W3C trace parents of an image's facts, by their simple types. */
  static Map<String, String> traces(String imageId, Map<String, Object> kafka) {
    Map<String, String> traces = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> fact : records(imageId, kafka)) {
      traces.put(header(fact, "ce_type").split("\\.")[2], header(fact, "traceparent"));
    }
    return traces;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      String imageId, Map<String, Object> kafka) {
    List<ConsumerRecord<byte[], byte[]>> facts = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(partition -> new TopicPartition(TOPIC, partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> fact : consumer.poll(POLL)) {
          if (imageId.equals(header(fact, "ce_subject"))) {
            facts.add(fact);
          }
        }
      }
    }
    return facts;
  }

  private static String header(ConsumerRecord<byte[], byte[]> fact, String name) {
    return new String(fact.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
