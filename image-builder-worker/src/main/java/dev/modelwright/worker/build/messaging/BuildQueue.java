package dev.modelwright.worker.build.messaging;

import dev.modelwright.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The queue of builds: topic {@code image-builds}, read by one share group of all workers, so that
 * builds spread over any number of them whatever the number of partitions.
 */
final class BuildQueue {

  /**
   * How many times an order is handed out, the most that the broker allows by default. The last
   * time it is not tried any more but reported as failed.
   */
  static final int MAX_DELIVERIES = 10;

  private static final Duration PREPARATION_LIMIT = Duration.ofSeconds(60);

  private final QueueSettings settings;

  BuildQueue(QueueSettings settings) {
    this.settings = settings;
  }

  /**
   * Sets the group's configuration, which belongs to the broker and must be there before the first
   * member. Idempotent.
   */
  void prepare() throws InterruptedException {
    Map<String, String> configuration =
        Map.of(
            // Else orders that were sent before the first worker ever came are never seen.
            "share.auto.offset.reset", "earliest",
            "share.record.lock.duration.ms", Long.toString(settings.lock().toMillis()),
            "share.delivery.count.limit", Integer.toString(MAX_DELIVERIES),
            "errors.deadletterqueue.topic.name", Topics.deadLettersOf(Topics.IMAGE_BUILDS),
            "errors.deadletterqueue.copy.record.enable", "true");
    List<AlterConfigOp> changes =
        configuration.entrySet().stream()
            .map(entry ->
                new AlterConfigOp(
                    new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(settings.kafka().with(Map.of()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, Topics.BUILDERS), changes))
          .all()
          .get(PREPARATION_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          "Cannot configure share group '%s' on Kafka at '%s': %s. Modelwright needs Kafka 4.4 or newer with share.version 2."
              .formatted(Topics.BUILDERS, settings.kafka().bootstrapServers(), e.getMessage()),
          e);
    }
  }

  /** A member of the group, for one thread. */
  KafkaShareConsumer<byte[], byte[]> join() {
    KafkaShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            settings
                .kafka()
                .with(
                    Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        Topics.BUILDERS,
                        ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                        "explicit",
                        ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                        "record_limit",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.IMAGE_BUILDS));
    return consumer;
  }
}
