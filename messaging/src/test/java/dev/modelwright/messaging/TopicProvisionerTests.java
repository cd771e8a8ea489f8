package dev.modelwright.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.embedded.LoopbackPort;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TopicProvisionerTests {

  @Test
  void saysSoonWhichBrokerDoesNotAnswer() {
    String nobody = LoopbackPort.free().address();
    MessagingProperties properties =
        MessagingProperties.open(nobody, 1, Duration.ofDays(30), Duration.ofSeconds(1));
    Instant begin = Instant.now();

    assertThatThrownBy(() -> new TopicProvisioner(properties).provision())
        .isInstanceOf(KafkaUnavailableException.class)
        .hasMessageContaining(nobody);

    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }
}
