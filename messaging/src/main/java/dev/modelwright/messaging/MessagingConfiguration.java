package dev.modelwright.messaging;

import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Topics;
import dev.modelwright.schemas.UnreadableEventException;
import dev.modelwright.telemetry.TelemetryConfiguration;
import dev.modelwright.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Wires what a service needs to publish and consume events.
 *
 * <p>A record that cannot be read goes to the dead-letter topic at once. Every other failure is
 * taken as passing: the same record is tried again, with growing pauses and without end, so that
 * nothing is lost and the order stays while a database is away.
 */
@Configuration(proxyBeanMethods = false)
@Import(TelemetryConfiguration.class)
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingConfiguration {

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  @Bean
  KafkaHeaderMapper cloudEventHeaderMapper() {
    return new CloudEventHeaderMapper();
  }

  @Bean
  CloudEvents cloudEvents(@Value("${spring.application.name}") String application) {
    return new CloudEvents("/" + application, Clock.systemUTC());
  }

  @Bean
  Events events(StreamBridge bridge, CloudEvents cloudEvents, Traces traces, MeterRegistry meters) {
    return new Events(bridge, cloudEvents, traces, new AnswerCounts(meters));
  }

  /** Runs while beans are made, so that the topics are there before any binding starts. */
  @Bean
  TopicProvisioner topicProvisioner(MessagingProperties properties) {
    TopicProvisioner provisioner = new TopicProvisioner(properties);
    provisioner.provision();
    return provisioner;
  }

  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> deadLetters(
      MessagingProperties properties, MeterRegistry meters) {
    DefaultErrorHandler errors =
        new DefaultErrorHandler(deadLetterPublisher(properties), withoutEnd());
    errors.addNotRetryableExceptions(UnreadableEventException.class);
    errors.setRetryListeners(new FailureLog(meters));
    // FailureLog says it once; the container would add its stack for each attempt.
    errors.setLogLevel(KafkaException.Level.DEBUG);
    return (container, destination, group) -> {
      container.setCommonErrorHandler(errors);
      // What is consumed again after a crash is idempotent, so nobody needs to wait for a commit.
      container.getContainerProperties().setAckMode(ContainerProperties.AckMode.BATCH);
      container.getContainerProperties().setSyncCommits(false);
    };
  }

  private static DeadLetterPublishingRecoverer deadLetterPublisher(MessagingProperties properties) {
    Map<String, Object> producer =
        properties
            .connection()
            .with(
                Map.of(
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    TopicProvisioner.MAX_MESSAGE_BYTES,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class));
    DeadLetterPublishingRecoverer publisher =
        new DeadLetterPublishingRecoverer(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<byte[], byte[]>(producer)),
            (dead, _) -> new TopicPartition(Topics.deadLettersOf(dead.topic()), 0));
    publisher.addHeadersFunction((_, failure) ->
        new RecordHeaders()
            .add(
                Topics.DEAD_LETTER_REASON,
                rootOf(failure).getMessage().getBytes(StandardCharsets.UTF_8)));
    return publisher;
  }

  /** The layers in between only repeat that a listener failed. */
  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (!(root instanceof UnreadableEventException) && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static ExponentialBackOff withoutEnd() {
    ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    pauses.setMaxInterval(LONGEST_PAUSE_MILLIS);
    return pauses;
  }
}
