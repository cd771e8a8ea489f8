package dev.modelwright.manifests.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageStateTests {

  private static final URI LOG = URI.create("http://127.0.0.1:8080/images/1/log");
  private static final Instant END = Instant.parse("2026-11-26T12:00:00Z");
  private static final List<Phase> PHASES =
      List.of(new Phase("environment", END, Duration.ofSeconds(1), false));
  private static final Problem PROBLEM = Problem.of("InitFailed", 400, "init() raised");

  private final ImageState waiting = new ImageState.NotStarted();
  private final ImageState running = waiting.started(1, LOG);
  private final ImageState succeeded = running.succeeded(1, "r/i:1", "sha256:x", PHASES, END);
  private final ImageState failed = running.failed(1, PROBLEM, PHASES, END);
  private final ImageState cancelled = running.cancelled(PROBLEM, END);

  @Test
  void movesForwardFromWaitingToItsEnd() {
    assertThat(running).isEqualTo(new ImageState.Running(1, LOG, List.of()));
    assertThat(running.progressed(1, PHASES)).isEqualTo(new ImageState.Running(1, LOG, PHASES));
    assertThat(succeeded)
        .isEqualTo(new ImageState.Succeeded(1, LOG, "r/i:1", "sha256:x", PHASES, END));
    assertThat(failed).isEqualTo(new ImageState.Failed(1, LOG, PROBLEM, PHASES, END));
  }

  @Test
  void canBeCancelledUntilItsEnd() {
    assertThat(waiting.cancelled(PROBLEM, END))
        .isEqualTo(new ImageState.Cancelled(0, null, PROBLEM, List.of(), END));
    assertThat(running.progressed(1, PHASES).cancelled(PROBLEM, END))
        .isEqualTo(new ImageState.Cancelled(1, LOG, PROBLEM, PHASES, END));
  }

  @Test
  void aNewAttemptTakesOverFromADeadOne() {
    assertThat(running.started(2, LOG)).isEqualTo(new ImageState.Running(2, LOG, List.of()));
  }

  @Test
  void whatAnOlderAttemptReportsLateChangesNothing() {
    ImageState second = running.started(2, LOG);

    assertThat(second.started(1, LOG)).isSameAs(second);
    assertThat(second.progressed(1, PHASES)).isSameAs(second);
    assertThat(second.succeeded(1, "r/i:1", "sha256:x", PHASES, END)).isSameAs(second);
    assertThat(second.failed(1, PROBLEM, PHASES, END)).isSameAs(second);
  }

  @Test
  void nothingChangesAfterTheEnd() {
    for (ImageState end : List.of(succeeded, failed, cancelled)) {
      assertThat(end.cancelled(PROBLEM, END.plusSeconds(1))).isSameAs(end);
      assertThat(end.started(2, LOG)).isSameAs(end);
      assertThat(end.progressed(1, PHASES)).isSameAs(end);
      assertThat(end.succeeded(1, "r/i:1", "sha256:y", PHASES, END)).isSameAs(end);
      assertThat(end.failed(1, PROBLEM, PHASES, END)).isSameAs(end);
    }
  }

  @Test
  void nothingEndsThatHasNotBegun() {
    assertThat(waiting.progressed(1, PHASES)).isSameAs(waiting);
    assertThat(waiting.succeeded(1, "r/i:1", "sha256:x", PHASES, END)).isSameAs(waiting);
    assertThat(waiting.failed(1, PROBLEM, PHASES, END)).isSameAs(waiting);
  }
}
