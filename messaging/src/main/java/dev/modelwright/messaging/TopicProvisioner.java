package dev.modelwright.messaging;

import dev.modelwright.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates those of our topics and dead-letter topics that are not there, and the user for
 * publishers when there is to be one. Idempotent.
 */
public final class TopicProvisioner {

  /** A manifest of 1,000 assets travels whole; producers have the same limit (messaging.yml). */
  static final int MAX_MESSAGE_BYTES = 8 << 20;

  /**
   * What no database knows until it is consumed: written to the disk before it is acknowledged, so
   * that a power cut loses no image that was accepted. Models and manifests are in MongoDB by then,
   * and an fsync for each would be most of an answer's time.
   */
  private static final Set<String> FLUSHED =
      Set.of(Topics.IMAGE_REQUESTS, Topics.IMAGE_BUILDS, Topics.IMAGES);

  private static final int REQUEST_TIMEOUT_MILLIS = 30_000;
  private static final String GROUP_DEAD_LETTERS = "errors.deadletterqueue.group.enable";

  private final KafkaConnection connection;
  private final MessagingProperties properties;

  public TopicProvisioner(MessagingProperties properties) {
    this.connection = properties.connection();
    this.properties = properties;
  }

  /**
   * @throws KafkaUnavailableException when no broker answers within the limit
   */
  public void provision() {
    try (Admin admin = Admin.create(connection.with(limits()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic : Topics.ALL) {
        topics.add(topic(topic, properties.partitions()));
        topics.add(deadLetters(topic));
      }
      for (var creation : admin.createTopics(topics).values().values()) {
        await(creation);
      }
      properties.publisher().access().ifPresent(user -> user.grant(admin).forEach(this::await));
    }
  }

  /** Closing waits for what is not answered yet, and without a limit of ours for a minute. */
  private Map<String, Object> limits() {
    int millis = (int) properties.startTimeout().toMillis();
    return Map.of(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        millis,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.min(millis, REQUEST_TIMEOUT_MILLIS));
  }

  /** One partition is enough for builds: the share group spreads records, not partitions. */
  private NewTopic topic(String name, int partitions) {
    int count = name.equals(Topics.IMAGE_BUILDS) ? 1 : partitions;
    Map<String, String> settings = settings();
    if (FLUSHED.contains(name)) {
      settings.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }
    return new NewTopic(name, Optional.of(count), Optional.empty()).configs(settings);
  }

  private NewTopic deadLetters(String topic) {
    Map<String, String> settings = settings();
    if (topic.equals(Topics.IMAGE_BUILDS)) {
      settings.put(GROUP_DEAD_LETTERS, "true");
    }
    return new NewTopic(Topics.deadLettersOf(topic), Optional.of(1), Optional.empty())
        .configs(settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, retention());
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES));
    return settings;
  }

  private String retention() {
    return Long.toString(properties.retention().toMillis());
  }

  private void await(org.apache.kafka.common.KafkaFuture<Void> creation) {
    Duration limit = properties.startTimeout();
    try {
      creation.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaUnavailableException(connection.bootstrapServers(), e.getCause());
      }
    } catch (TimeoutException e) {
      throw new KafkaUnavailableException(connection.bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException(connection.bootstrapServers(), e);
    }
  }
}
