package dev.modelwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTests {

  @Test
  void givesPercentilesByNearestRankInMilliseconds() {
    Samples samples =
        new Samples(LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000).toArray());

    assertThat(samples.percentile(0.5)).isEqualTo(50);
    assertThat(samples.percentile(0.99)).isEqualTo(99);
    assertThat(samples.percentile(1)).isEqualTo(100);
  }

  @Test
  void takesTheOnlySampleForEveryPercentile() {
    Samples samples = new Samples(new long[] {1_500_000});

    assertThat(samples.percentile(0.01)).isEqualTo(1.5);
    assertThat(samples.percentile(1)).isEqualTo(1.5);
  }
}
