package dev.modelwright.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.LoopbackPort;
import dev.modelwright.schemas.Topics;
import dev.modelwright.testsupport.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicProvisionerIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

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
  void saysWhichBrokerDoesNotAnswer() {
    String nobody = LoopbackPort.free().address();

    assertThatThrownBy(
            () -> new TopicProvisioner(properties(nobody, 1, Duration.ofSeconds(1))).provision())
        .isInstanceOf(KafkaUnavailableException.class)
        .hasMessageContaining(nobody);
  }

  private static TopicProvisioner provisioner(int partitions) {
    return new TopicProvisioner(properties(TestKafka.bootstrapServers(), partitions, LIMIT));
  }

  private static MessagingProperties properties(String kafka, int partitions, Duration limit) {
    return MessagingProperties.open(kafka, partitions, Duration.ofDays(30), limit);
  }

  private static Stream<String> names() {
    return Topics.ALL.stream().flatMap(topic -> Stream.of(topic, Topics.deadLettersOf(topic)));
  }

  private static String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return ask(admin ->
        admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value());
  }

  private interface Question<T> {
    T ask(Admin admin) throws Exception;
  }

  private static <T> T ask(Question<T> question) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()))) {
      return question.ask(admin);
    }
  }
}
