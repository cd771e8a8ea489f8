package dev.modelwright.messaging;

/** No Kafka broker answers at the configured address, or it refuses what we need. */
public final class KafkaUnavailableException extends RuntimeException {

  KafkaUnavailableException(String bootstrapServers, Throwable cause) {
    super(
        "Cannot prepare the topics on Kafka at '%s': %s. Check modelwright.kafka.bootstrap-servers and that the broker runs."
            .formatted(bootstrapServers, cause),
        cause);
  }
}
