package dev.modelwright.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of signing keys does. */
public interface SigningKeysContract {

  SigningKeys keys();

  @Test
  default void keepsKeysWithTheNewestFirst() {
    SigningKey first = SigningKey.generate(Instant.parse("2026-01-01T00:00:00.123456Z"));
    SigningKey second = SigningKey.generate(Instant.parse("2026-01-02T00:00:00Z"));

    keys().add(second);
    keys().add(first);

    assertThat(keys().all()).containsExactly(second, first);
  }

  @Test
  default void deletesAKeyOnce() {
    SigningKey key = SigningKey.generate(Instant.now());
    keys().add(key);

    assertThat(keys().delete(key.id())).isTrue();
    assertThat(keys().delete(key.id())).isFalse();
    assertThat(keys().all()).isEmpty();
  }
}
