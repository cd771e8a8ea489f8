package dev.modelwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTests {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Map<String, String> HEADERS =
      Map.of(
          "traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE_ID), "tracestate", "a=b,c=d");

  private final Traces traces = Traces.unexported();

  @Test
  void goOnWhatACallerHasBegunAndPassItOn() {
    try (ActiveSpan _ = traces.call("GET", HEADERS::get)) {
      assertThat(MDC.get("traceId")).isEqualTo(TRACE_ID);
      assertThat(traces.headers()).isEqualTo(HEADERS);
    }
    assertThat(MDC.get("traceId")).isNull();
    assertThat(traces.headers()).isEmpty();
  }

  @Test
  void beginANewOneForACallerWithoutOrWithABrokenOne() {
    for (String parent : new String[] {null, "", "00-xyz", "00-" + "0".repeat(32) + "-1-01"}) {
      try (ActiveSpan _ = traces.call("GET", name -> name.equals("traceparent") ? parent : null)) {
        assertThat(traces.headers().get("traceparent"))
            .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
            .contains(MDC.get("traceId"));
      }
    }
  }

  @Test
  void areOneThroughCallsAndMessages() {
    String begun;
    Map<String, String> sent;
    try (ActiveSpan _ = traces.call("POST", _ -> null);
        ActiveSpan _ = traces.publication("send")) {
      begun = MDC.get("traceId");
      sent = traces.headers();
    }
    try (ActiveSpan _ = traces.message("process", sent::get)) {
      assertThat(MDC.get("traceId")).isEqualTo(begun);
    }
  }
}
