package dev.modelwright.gateway.exchange.messaging;

import dev.modelwright.gateway.event.LiveFacts;
import dev.modelwright.gateway.event.Partition;
import dev.modelwright.gateway.event.PublishedFact;
import dev.modelwright.gateway.event.messaging.FactRecords;
import dev.modelwright.gateway.exchange.Facts;
import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears every fact on Kafka from its start on.
 *
 * <p>Partitions are assigned and their positions fixed before the start is over: a consumer group
 * would begin to listen some seconds after it says that it has started, and miss answers until
 * then. Nothing is committed and no group is left behind.
 */
public final class KafkaFacts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaFacts.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PARTITIONS_REFRESH = Duration.ofMinutes(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final FactRecords records;
  private final Facts facts;
  private final LiveFacts live;
  private final Duration partitionsRefresh;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::listen, "facts");
  private volatile Consumer<byte[], byte[]> consumer;

  private KafkaFacts(
      KafkaConnection kafka,
      CloudEvents cloudEvents,
      Facts facts,
      LiveFacts live,
      Duration partitionsRefresh) {
    this.partitionsRefresh = partitionsRefresh;
    this.kafka = kafka;
    this.records = new FactRecords(cloudEvents);
    this.facts = facts;
    this.live = live;
  }

  /**
   * Returns when no fact can be missed any more.
   *
   * @throws KafkaException when the positions are not known within the limit
   */
  public static KafkaFacts start(
      KafkaConnection kafka, Duration limit, CloudEvents cloudEvents, Facts facts, LiveFacts live) {
    return start(kafka, limit, cloudEvents, facts, live, PARTITIONS_REFRESH);
  }

  static KafkaFacts start(
      KafkaConnection kafka,
      Duration limit,
      CloudEvents cloudEvents,
      Facts facts,
      LiveFacts live,
      Duration partitionsRefresh) {
    KafkaFacts started = new KafkaFacts(kafka, cloudEvents, facts, live, partitionsRefresh);
    started.connect(limit);
    started.thread.start();
    return started;
  }

  private void connect(Duration limit) {
    consumer =
        new KafkaConsumer<>(
            kafka.with(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      assign(limit);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * The first time new partitions are read from their end; those that are added later from their
   * beginning, since it came after our start.
   */
  private void assign(Duration limit) {
    boolean first = positions.isEmpty();
    List<TopicPartition> partitions = partitions(limit);
    List<TopicPartition> added =
        partitions.stream().filter(partition -> !positions.containsKey(partition)).toList();
    consumer.assign(partitions);
    positions.forEach(consumer::seek);
    if (first) {
      consumer.seekToEnd(added);
    } else if (!added.isEmpty()) {
      // Given none, the client would go back to the beginning of all.
      consumer.seekToBeginning(added);
    }
    // Seeking is lazy: only asking for the position fixes it.
    added.forEach(partition -> reached(partition, consumer.position(partition, limit)));
  }

  private List<TopicPartition> partitions(Duration limit) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : Topics.FACTS) {
      List<PartitionInfo> known = consumer.partitionsFor(topic, limit);
      if (known == null || known.isEmpty()) {
        throw new TimeoutException("Topic '%s' is not there yet".formatted(topic));
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private void listen() {
    while (closing.getCount() > 0) {
      try {
        if (consumer == null) {
          connect(POLL.multipliedBy(10));
        }
        poll();
      } catch (WakeupException _) {
        // Closed.
      } catch (KafkaException e) {
        log.warn("Cannot hear facts for now; trying again from where it stopped", e);
        disconnect();
        pause();
      }
    }
    disconnect();
  }

  private void poll() {
    long refresh = System.nanoTime() + partitionsRefresh.toNanos();
    while (closing.getCount() > 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        // In this order: who opens a queue in between hears the fact twice, and not never.
        reached(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        records.read(record).ifPresent(this::tell);
      }
      if (System.nanoTime() - refresh > 0) {
        assign(POLL.multipliedBy(10));
        refresh = System.nanoTime() + partitionsRefresh.toNanos();
      }
    }
  }

  private void tell(PublishedFact fact) {
    facts.happened(fact.event());
    live.happened(fact);
  }

  private void reached(TopicPartition partition, long offset) {
    positions.put(partition, offset);
    live.reached(new Partition(partition.topic(), partition.partition()), offset);
  }

  private void disconnect() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  private void pause() {
    try {
      closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing.countDown();
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    thread.join(Duration.ofSeconds(5));
  }
}
