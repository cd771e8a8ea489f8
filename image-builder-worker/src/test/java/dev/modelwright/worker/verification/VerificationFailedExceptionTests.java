package dev.modelwright.worker.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.worker.engine.Container.Exit;
import dev.modelwright.worker.verification.VerificationFailedException.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationFailedExceptionTests {

  private static final List<String> OUTPUT =
      List.of(
          "starting",
          "Traceback (most recent call last):",
          "  File \"score.py\", line 2, in init",
          "ValueError: no such weights.");

  @Test
  void tellsTheExceptionAndKeepsTheTracebackWhenInitFailed() {
    VerificationFailedException failed =
        VerificationFailedException.ended(new Exit(3, false), 1 << 30, OUTPUT);

    assertThat(failed.reason()).isEqualTo(Reason.INIT_FAILED);
    assertThat(failed).hasMessageStartingWith("init() failed: ValueError: no such weights. ");
    assertThat(failed.output()).isEqualTo(OUTPUT.subList(1, 4));
  }

  @Test
  void doesNotBlameInitForADriverThatCannotBeLoaded() {
    VerificationFailedException failed =
        VerificationFailedException.ended(
            new Exit(3, false), 1 << 30, List.of("SyntaxError: invalid syntax"));

    assertThat(failed)
        .hasMessageStartingWith("the driver cannot be loaded: SyntaxError: invalid syntax. ");
  }

  @Test
  void namesTheMemoryLimitWhenTheServerWasKilled() {
    VerificationFailedException failed =
        VerificationFailedException.ended(new Exit(137, false), 1 << 30, List.of());

    assertThat(failed.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
    assertThat(failed).hasMessageContaining("1024 MB");
  }

  @Test
  void believesTheKernelAboutMemoryWhateverTheStatus() {
    assertThat(VerificationFailedException.ended(new Exit(3, true), 1 << 30, OUTPUT).reason())
        .isEqualTo(Reason.OUT_OF_MEMORY);
  }

  @Test
  void explainsTheStatusOfASegmentationFault() {
    VerificationFailedException failed =
        VerificationFailedException.ended(new Exit(139, false), 1 << 30, List.of());

    assertThat(failed.reason()).isEqualTo(Reason.SERVER_ENDED);
    assertThat(failed)
        .hasMessageContaining("status 139 (segmentation fault)")
        .hasMessageContaining("it printed nothing");
  }

  @Test
  void passesOnWhatTheProbeSawWhenNothingAnswered() {
    VerificationFailedException failed =
        VerificationFailedException.unanswered(
            Duration.ofSeconds(5), "GET / answered 503: busy.\n", OUTPUT);

    assertThat(failed.reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(failed).hasMessageContaining("within 5 s").hasMessageContaining("503: busy");
  }
}
