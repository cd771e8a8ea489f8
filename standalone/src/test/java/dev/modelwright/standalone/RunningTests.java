package dev.modelwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningTests {

  private final List<String> stopped = new ArrayList<>();
  private final Running running = new Running();

  @Test
  void stopsTheLastFirstAndOnce() {
    running.add("broker", part("broker"));
    running.add("gateway", part("gateway"));

    running.close();
    running.close();

    assertThat(stopped).containsExactly("gateway", "broker");
  }

  @Test
  void stopsTheOthersWhenOneCannotStop() {
    running.add("broker", part("broker"));
    running.add(
        "gateway",
        () -> {
          throw new IllegalStateException("stuck");
        });

    running.close();

    assertThat(stopped).containsExactly("broker");
  }

  @Test
  void stopsAtOnceWhatStartsTooLate() {
    running.close();

    assertThatThrownBy(() -> running.add("gateway", part("gateway")))
        .isInstanceOf(StoppedException.class);
    assertThat(stopped).containsExactly("gateway");
  }

  private AutoCloseable part(String name) {
    return () -> stopped.add(name);
  }
}
