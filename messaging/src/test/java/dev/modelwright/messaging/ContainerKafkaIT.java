package dev.modelwright.messaging;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.kafka.KafkaContainer;

/** The broker of deployments; {@code deploy/offline/build} makes its image where none is pulled. */
class ContainerKafkaIT extends MessagingContract {

  private static final KafkaContainer CONTAINER =
      new KafkaContainer("apache/kafka:4.4.0")
          .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
          .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");

  @BeforeAll
  static void start() {
    CONTAINER.start();
  }

  @AfterAll
  static void stop() {
    CONTAINER.stop();
  }

  @Override
  String kafka() {
    return CONTAINER.getBootstrapServers();
  }
}
