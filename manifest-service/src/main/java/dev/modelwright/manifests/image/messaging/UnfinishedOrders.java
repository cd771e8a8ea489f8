package dev.modelwright.manifests.image.messaging;

import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How many build orders the workers' share group has not finished, whoever has published them.
 * Connects when it is asked for the first time. Thread-safe.
 */
public final class UnfinishedOrders implements AutoCloseable {

  private static final int LIMIT_MILLIS = 2_000;

  private final KafkaConnection kafka;
  private Admin admin;

  public UnfinishedOrders(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * @throws KafkaException when the broker does not answer within seconds
   */
  public synchronized long count() {
    try {
      Map<TopicPartition, SharePartitionOffsetInfo> group = group();
      long unfinished = 0;
      for (TopicPartition partition : partitions()) {
        unfinished += count(partition, Optional.ofNullable(group.get(partition)));
      }
      return unfinished;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Cannot read the offsets of the workers: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** Empty before the first worker has ever come. */
  private Map<TopicPartition, SharePartitionOffsetInfo> group()
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return get(
          admin()
              .listShareGroupOffsets(Map.of(Topics.BUILDERS, new ListShareGroupOffsetsSpec()))
              .partitionsToOffsetInfo(Topics.BUILDERS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  private List<TopicPartition> partitions()
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription topic =
        get(admin().describeTopics(List.of(Topics.IMAGE_BUILDS)).allTopicNames())
            .get(Topics.IMAGE_BUILDS);
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  /** Before its first acknowledgement the group has no lag; it begins with the oldest order. */
  private long count(TopicPartition partition, Optional<SharePartitionOffsetInfo> group)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<Long> lag = group.flatMap(SharePartitionOffsetInfo::lag);
    if (lag.isPresent()) {
      return lag.get();
    }
    long begin =
        group.isPresent() ? group.get().startOffset() : offset(partition, OffsetSpec.earliest());
    return Math.max(0, offset(partition, OffsetSpec.latest()) - begin);
  }

  private long offset(TopicPartition partition, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    ListOffsetsResultInfo offset =
        get(admin().listOffsets(Map.of(partition, which)).partitionResult(partition));
    return offset.offset();
  }

  private Admin admin() {
    if (admin == null) {
      admin =
          Admin.create(
              kafka.with(
                  Map.of(
                      AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                      LIMIT_MILLIS,
                      AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                      LIMIT_MILLIS)));
    }
    return admin;
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
