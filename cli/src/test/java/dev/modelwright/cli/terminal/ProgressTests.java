package dev.modelwright.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTests {

  private final StringWriter err = new StringWriter();
  private Instant now = Instant.EPOCH;

  @Test
  void terminalGetsABarThatRedrawsItself() {
    Progress progress = progress(true, 10_000_000);
    pass(progress, 2_500_000, Duration.ofSeconds(1));

    assertThat(err.toString())
        .startsWith("\rUploading m.zip [#####...............]  25%  2.5 MB/s, 3.0 s left")
        .doesNotContain("\n");
  }

  @Test
  void barNeverOutgrowsALine() {
    Progress progress =
        new Progress(terminal(true), "Uploading", "x".repeat(300), 10_000_000, () -> now);
    pass(progress, 1, Duration.ofHours(30));

    assertThat(err.toString().substring(1)).hasSizeLessThanOrEqualTo(79);
  }

  @Test
  void barIsNotRedrawnMoreThanTenTimesASecond() {
    Progress progress = progress(true, 100);
    for (int moment = 0; moment < 100; moment++) {
      pass(progress, 1, Duration.ofMillis(10));
    }

    assertThat(err.toString().split("\r")).hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void anythingElseGetsALineEveryFewSeconds() {
    Progress progress = progress(false, 10_000_000);
    pass(progress, 1_000_000, Duration.ofSeconds(4));
    pass(progress, 1_500_000, Duration.ofSeconds(1));

    assertThat(err.toString().lines())
        .containsExactly("Uploading m.zip: 25% of 10.0 MB, 500.0 kB/s, 15 s left");
  }

  @Test
  void endIsTold() {
    Progress progress = progress(false, 28_300_000);
    pass(progress, 28_300_000, Duration.ofMillis(2500));
    progress.done("Uploaded");

    assertThat(err.toString().lines()).containsExactly("Uploaded m.zip (28.3 MB in 2.5 s)");
  }

  @Test
  void brokenOffBarLeavesACleanLine() {
    try (Progress progress = progress(true, 100)) {
      pass(progress, 10, Duration.ofSeconds(1));
    }

    assertThat(err.toString()).endsWith(" ".repeat(79) + "\r");
  }

  @Test
  void emptyTransferIsComplete() {
    assertThat(new TransferMeter(0, 0, Duration.ZERO).percent()).isEqualTo(100);
  }

  @Test
  void rateNeedsSomeTime() {
    assertThat(new TransferMeter(100, 1000, Duration.ofMillis(10)).rate()).isEmpty();
    assertThat(new TransferMeter(0, 1000, Duration.ofSeconds(10)).left()).isEmpty();
  }

  private void pass(Progress progress, long bytes, Duration time) {
    now = now.plus(time);
    progress.moved(bytes);
    progress.refresh();
  }

  private Progress progress(boolean interactive, long total) {
    return new Progress(terminal(interactive), "Uploading", "m.zip", total, () -> now);
  }

  private Terminal terminal(boolean interactive) {
    return new Terminal(
        new PrintWriter(new StringWriter()), new PrintWriter(err, true), interactive, false);
  }
}
