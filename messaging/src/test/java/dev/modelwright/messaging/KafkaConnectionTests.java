package dev.modelwright.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTests {

  private static final String LOGIN = "some.LoginModule required password=\"secret\";";

  @Test
  void addsTheLoginToTheSettingsOfAClient() {
    KafkaConnection connection =
        new KafkaConnection("kafka:9092", "SASL_PLAINTEXT", "SCRAM-SHA-512", LOGIN);

    assertThat(connection.with(Map.of("linger.ms", 0)))
        .containsOnly(
            Map.entry("linger.ms", 0),
            Map.entry("bootstrap.servers", "kafka:9092"),
            Map.entry("security.protocol", "SASL_PLAINTEXT"),
            Map.entry("sasl.mechanism", "SCRAM-SHA-512"),
            Map.entry("sasl.jaas.config", LOGIN));
    assertThat(connection.toString()).doesNotContain("secret");
  }

  @Test
  void asksForTheLoginThatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaConnection("kafka:9092", "SASL_SSL", "SCRAM-SHA-512", " "))
        .withMessageContaining("modelwright.kafka.sasl-jaas-config")
        .withMessageContaining("ScramLoginModule");
  }
}
