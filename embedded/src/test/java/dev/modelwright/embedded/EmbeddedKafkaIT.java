package dev.modelwright.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.ServerProcessFixture.Server;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final String TOPIC = "letters";

  @TempDir Path directory;

  @Test
  void keepsAcknowledgedRecordsWhenItsProcessIsKilled() throws Exception {
    List<String> sent = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
    try (ServerProcessFixture process = ServerProcessFixture.start(Server.KAFKA, directory)) {
      createTopics(process.address(), new NewTopic(TOPIC, 1, (short) 1));
      send(process.address(), sent);
      process.kill();
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      assertThat(read(kafka.bootstrapServers(), TOPIC, sent.size())).isEqualTo(sent);
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessUses() {
    try (ServerProcessFixture process = ServerProcessFixture.start(Server.KAFKA, directory)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessage(
              "Cannot use directory '%s': process %d uses it. Stop that process or choose another directory."
                  .formatted(directory, process.pid()));
    }
  }

  @Test
  void movesToAnotherPortWhenItsOwnIsTaken() throws Exception {
    String firstAddress;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      firstAddress = kafka.bootstrapServers();
      createTopics(firstAddress, new NewTopic(TOPIC, 1, (short) 1));
      send(firstAddress, List.of("kept"));
    }

    try (ServerSocket taken = new ServerSocket()) {
      taken.setReuseAddress(true);
      taken.bind(new InetSocketAddress(LoopbackPort.HOST, portOf(firstAddress)));
      try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
        assertThat(kafka.bootstrapServers()).isNotEqualTo(firstAddress);
        assertThat(read(kafka.bootstrapServers(), TOPIC, 1)).containsExactly("kept");
      }
    }
  }

  @Test
  void movesWhatAShareGroupRejectsToItsDeadLetterTopic() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      String address = kafka.bootstrapServers();
      createTopics(
          address,
          new NewTopic(TOPIC, 1, (short) 1),
          new NewTopic("dlq." + TOPIC, 1, (short) 1)
              .configs(Map.of("errors.deadletterqueue.group.enable", "true")));
      configureGroup(
          address,
          Map.of(
              "share.auto.offset.reset", "earliest",
              "errors.deadletterqueue.topic.name", "dlq." + TOPIC,
              "errors.deadletterqueue.copy.record.enable", "true"));
      send(address, List.of("unreadable"));

      rejectNext(address);

      assertThat(read(address, "dlq." + TOPIC, 1)).containsExactly("unreadable");
    }
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static void createTopics(String address, NewTopic... topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(topics)).all().get();
    }
  }

  private static void configureGroup(String address, Map<String, String> settings)
      throws Exception {
    List<AlterConfigOp> operations =
        settings.entrySet().stream()
            .map(setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.getKey(), setting.getValue()),
                    AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, "readers"), operations))
          .all()
          .get();
    }
  }

  private static void send(String address, List<String> values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
    }
  }

  private static void rejectNext(String address) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", address,
            "group.id", "readers",
            "share.acknowledgement.mode", "explicit");
    try (KafkaShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      ConsumerRecord<String, String> next =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
              .iterator()
              .next();
      consumer.acknowledge(next, AcknowledgeType.REJECT);
      consumer.commitSync();
    }
  }

  private static List<String> read(String address, String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", address,
                "key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "value.deserializer",
                    "org.apache.kafka.common.serialization.ByteArrayDeserializer"))) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(200))
                .forEach(letter -> values.add(new String(letter.value(), StandardCharsets.UTF_8)));
            return values.size() >= count;
          });
    }
    return values;
  }
}
