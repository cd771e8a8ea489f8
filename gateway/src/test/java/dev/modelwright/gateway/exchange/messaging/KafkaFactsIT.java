package dev.modelwright.gateway.exchange.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.gateway.event.LiveFacts;
import dev.modelwright.gateway.exchange.FactQueue;
import dev.modelwright.gateway.exchange.Facts;
import dev.modelwright.gateway.exchange.Rejections;
import dev.modelwright.messaging.KafkaConnection;
import dev.modelwright.messaging.MessagingProperties;
import dev.modelwright.messaging.TopicProvisioner;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.ModelEvent.ModelDeleted;
import dev.modelwright.schemas.Topics;
import dev.modelwright.testsupport.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaFactsIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/test", Clock.systemUTC());

  @Test
  void hearsAFactOnceHoweverOftenItLooksForNewPartitions() throws Exception {
    String kafka = TestKafka.bootstrapServers();
    new TopicProvisioner(MessagingProperties.open(kafka, 4, Duration.ofDays(30), LIMIT))
        .provision();
    Facts facts = new Facts(new Rejections());
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    try (KafkaFacts _ =
            KafkaFacts.start(
                KafkaConnection.open(kafka),
                LIMIT,
                CLOUD_EVENTS,
                facts,
                new LiveFacts(),
                Duration.ZERO);
        FactQueue aboutFirst = facts.about(first);
        FactQueue aboutSecond = facts.about(second)) {
      publish(kafka, first);
      assertThat(aboutFirst.next(LIMIT)).isPresent();

      publish(kafka, second);
      assertThat(aboutSecond.next(LIMIT)).isPresent();
      publish(kafka, second);
      assertThat(aboutSecond.next(LIMIT)).isPresent();

      assertThat(aboutFirst.next(Duration.ZERO)).isEmpty();
    }
  }

  private static void publish(String kafka, UUID id) throws Exception {
    ModelDeleted fact = new ModelDeleted(id, "local/modelwright/default", "m", 1, Instant.now());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.of(fact), fact.key().getBytes(StandardCharsets.UTF_8), CLOUD_EVENTS.write(fact));
    CLOUD_EVENTS
        .headers(fact, id)
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(message).get();
    }
  }
}
