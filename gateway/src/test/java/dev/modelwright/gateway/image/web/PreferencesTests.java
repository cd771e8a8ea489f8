package dev.modelwright.gateway.image.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait=10",
        "Wait = 10",
        "wait=\"10\"",
        "respond-async, wait=10",
        "wait=10; foo=bar",
        "handling=lenient;x=y,wait=10,wait=20"
      })
  void readsHowLongToWait(String header) {
    assertThat(Preferences.waiting(List.of(header))).hasValue(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait", "wait=", "wait=soon", "wait=-1", "await=10", "wait=99999999"})
  void ignoresWhatItCannotRead(String header) {
    assertThat(Preferences.waiting(List.of(header))).isEmpty();
  }

  @Test
  void readsAllHeaders() {
    assertThat(Preferences.waiting(null)).isEmpty();
    assertThat(Preferences.waiting(List.of("respond-async", "wait=3")))
        .hasValue(Duration.ofSeconds(3));
  }
}
