package dev.modelwright.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our messaging asks of every broker. */
abstract class MessagingContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Address of the broker. */
  abstract String kafka();

  @Test
  void createsEveryTopicAndItsDeadLettersAndLeavesThoseThatAreThere() throws Exception {
    provisioner(4).provision();
    provisioner(7).provision();

    Map<String, TopicDescription> topics =
        ask(admin -> admin.describeTopics(names().toList()).allTopicNames().get());

    assertThat(topics).hasSize(2 * Topics.ALL.size());
    assertThat(topics.get(Topics.MODELS).partitions()).hasSize(4);
    assertThat(topics.get(Topics.IMAGE_BUILDS).partitions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"image-requests, 1", "image-builds, 1", "images, 1"})
  void writesToTheDiskBeforeItAcknowledgesWhatNoDatabaseKnowsYet(String topic, String interval)
      throws Exception {
    provisioner(4).provision();

    assertThat(setting(topic, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG)).isEqualTo(interval);
    assertThat(setting(Topics.MODELS, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG))
        .isNotEqualTo(interval);
  }

  @Test
  void letsAManifestOfAThousandAssetsTravel() throws Exception {
    provisioner(4).provision();

    assertThat(setting(Topics.IMAGE_BUILDS, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .isEqualTo("8388608");
    assertThat(setting(Topics.deadLettersOf(Topics.MODELS), TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .isEqualTo("8388608");
  }

  @Test
  void sharesBuildsAmongWorkersAndHandsOnWhatOneGivesBack() throws Exception {
    provisioner(4).provision();
    String group = "workers-" + UUID.randomUUID();
    fromTheBeginning(group);
    List<String> sent = List.of("a", "b", "c", "d");
    try (KafkaShareConsumer<String, String> first = worker(group);
        KafkaShareConsumer<String, String> second = worker(group);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()),
                new StringSerializer(),
                new StringSerializer())) {
      for (String build : sent) {
        producer.send(new ProducerRecord<>(Topics.IMAGE_BUILDS, group, build)).get();
      }
      Set<String> givenBack = new HashSet<>();
      Set<String> done = new TreeSet<>();

      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> {
            for (KafkaShareConsumer<String, String> worker : List.of(first, second)) {
              for (ConsumerRecord<String, String> build : worker.poll(Duration.ofMillis(200))) {
                boolean isOurs = group.equals(build.key());
                boolean isFirstTime = isOurs && givenBack.add(build.value());
                worker.acknowledge(
                    build, isFirstTime ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
                if (isOurs && !isFirstTime) {
                  assertThat(done.add(build.value())).as("%s was done before", build).isTrue();
                }
              }
              worker.commitSync();
            }
            return done.size() == sent.size();
          });
    }
  }

  private KafkaShareConsumer<String, String> worker(String group) {
    KafkaShareConsumer<String, String> worker =
        new KafkaShareConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit"),
            new StringDeserializer(),
            new StringDeserializer());
    worker.subscribe(List.of(Topics.IMAGE_BUILDS));
    return worker;
  }

  private void fromTheBeginning(String group) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    ask(admin ->
        admin
            .incrementalAlterConfigs(
                Map.of(
                    resource,
                    List.of(
                        new AlterConfigOp(
                            new ConfigEntry("share.auto.offset.reset", "earliest"),
                            AlterConfigOp.OpType.SET))))
            .all()
            .get());
  }

  private TopicProvisioner provisioner(int partitions) {
    return new TopicProvisioner(
        MessagingProperties.open(kafka(), partitions, Duration.ofDays(30), LIMIT));
  }

  private static Stream<String> names() {
    return Topics.ALL.stream().flatMap(topic -> Stream.of(topic, Topics.deadLettersOf(topic)));
  }

  private String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return ask(admin ->
        admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value());
  }

  private interface Question<T> {
    T ask(Admin admin) throws Exception;
  }

  private <T> T ask(Question<T> question) throws Exception {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()))) {
      return question.ask(admin);
    }
  }
}
