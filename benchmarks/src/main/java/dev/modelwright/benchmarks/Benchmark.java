package dev.modelwright.benchmarks;

import java.util.Map;

/** Something worth measuring on a running installation. */
interface Benchmark {

  /**
   * @return figures by name, in the order to print them; times are milliseconds
   */
  Map<String, Object> measure(Installation installation) throws Exception;
}
