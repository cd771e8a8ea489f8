package dev.modelwright.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTests {

  @Test
  void readsThePositionThatItWrote() {
    PageRequest.Position position =
        new PageRequest.Position(Instant.parse("2026-01-02T03:04:05.678Z"), UUID.randomUUID());

    assertThat(PageRequest.of(null, position.token()).after()).contains(position);
  }

  @Test
  void neverReturnsMoreThanTheMaximum() {
    assertThat(PageRequest.of(1_000_000, null).count()).isEqualTo(PageRequest.MAX_COUNT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesACountBelowOne(int count) {
    assertThatExceptionOfType(InvalidPageException.class)
        .isThrownBy(() -> PageRequest.of(count, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "bm9uc2Vuc2U", "MTIzIDQ1Ng"})
  void refusesATokenOfOthers(String token) {
    assertThatExceptionOfType(InvalidPageException.class)
        .isThrownBy(() -> PageRequest.of(1, token));
  }
}
