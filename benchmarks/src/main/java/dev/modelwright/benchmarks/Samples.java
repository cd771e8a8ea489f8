package dev.modelwright.benchmarks;

import java.util.Arrays;

/** Measured times. */
final class Samples {

  private final double[] sorted;

  /**
   * @param nanos each at least 0
   */
  Samples(long[] nanos) {
    this.sorted = Arrays.stream(nanos).mapToDouble(value -> value / 1e6).sorted().toArray();
  }

  /** The value in milliseconds below which the given share of all lies, by nearest rank. */
  double percentile(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return Math.round(sorted[Math.max(0, rank - 1)] * 100) / 100.0;
  }
}
