package dev.modelwright.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPositionTests {

  private static final String TEXT = "12.0.7-4-40.123456789012345678";

  @Test
  void readsWhatItWrites() {
    assertThat(EventPosition.parse(TEXT))
        .hasValueSatisfying(position -> {
          assertThat(position).hasToString(TEXT);
          assertThat(position.offset(new Partition(Topics.MODELS, 2))).hasValue(7L);
          assertThat(position.offset(new Partition(Topics.MANIFESTS, 0))).hasValue(4L);
          assertThat(position.offset(new Partition(Topics.MANIFESTS, 1))).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-2",
        "1-2-3-4",
        "1-2-x",
        "1..2-3-4",
        "-1-2-3",
        "1-2-3.",
        "1-2-1234567890123456789"
      })
  void refusesWhatItHasNotWritten(String text) {
    assertThat(EventPosition.parse(text)).isEmpty();
  }

  @Test
  void isBeforeAPositionThatHasMoreInAnyPartition() {
    EventPosition position = position(5, 5);

    assertThat(position.isBefore(position(5, 5))).isFalse();
    assertThat(position.isBefore(position(5, 4))).isFalse();
    assertThat(position.isBefore(position(4, 6))).isTrue();
    assertThat(new EventPosition(Map.of()).isBefore(position(0, 1))).isTrue();
  }

  private static EventPosition position(long models, long images) {
    return new EventPosition(
        Map.of(new Partition(Topics.MODELS, 0), models, new Partition(Topics.IMAGES, 0), images));
  }
}
