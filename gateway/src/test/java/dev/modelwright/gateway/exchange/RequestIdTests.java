package dev.modelwright.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.web.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTests {

  private static final Account OTHER = new Account("a", "b", "c");

  @Test
  void isTheSameForTheSameKeyOnly() {
    UUID id = RequestId.of(Account.DEFAULT, "models", "key");

    assertThat(RequestId.of(Account.DEFAULT, "models", "key")).isEqualTo(id);
    assertThat(RequestId.of(Account.DEFAULT, "models", "other")).isNotEqualTo(id);
    assertThat(RequestId.of(Account.DEFAULT, "images", "key")).isNotEqualTo(id);
    assertThat(RequestId.of(OTHER, "models", "key")).isNotEqualTo(id);
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void isRandomWithoutAKey() {
    assertThat(RequestId.of(OTHER, "models", null))
        .isNotEqualTo(RequestId.of(OTHER, "models", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a\nb"})
  void refusesKeysThatAreNoKeys(String key) {
    assertThatThrownBy(() -> RequestId.of(OTHER, "models", key))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Idempotency-Key");
  }
}
