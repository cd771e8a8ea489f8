package dev.modelwright.testsupport;

import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** A real Kafka broker in a container, shared by the tests of one JVM. */
public final class TestKafka {

  /** As the brokers of deployments have them. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
          Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1"),
          Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
          Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
          Map.entry("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000"),
          Map.entry("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000"),
          Map.entry("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000"),
          Map.entry("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000"),
          Map.entry("KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "500"),
          Map.entry("KAFKA_GROUP_SHARE_HEARTBEAT_INTERVAL_MS", "1000"),
          Map.entry("KAFKA_GROUP_SHARE_ASSIGNMENT_INTERVAL_MS", "200"),
          Map.entry("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "2097152"),
          Map.entry("KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m"),
          Map.entry("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC"));

  private static final SharedServer<KafkaContainer> SERVER =
      new SharedServer<>("kafka", _ -> start());

  private TestKafka() {}

  /** Its address; the first call starts it. */
  public static String bootstrapServers() {
    return SERVER.get().getBootstrapServers();
  }

  private static KafkaContainer start() {
    KafkaContainer container = new KafkaContainer(ServerImage.KAFKA.image()).withEnv(SETTINGS);
    container.start();
    return container;
  }
}
