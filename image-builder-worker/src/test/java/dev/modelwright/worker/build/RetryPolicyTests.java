package dev.modelwright.worker.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTests {

  private final RetryPolicy policy =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(5));

  @Test
  void doublesThePauseUpToTheLongest() {
    assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.pauseAfter(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.pauseAfter(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.pauseAfter(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.pauseAfter(1_000)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesPausesThatShrink() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}
