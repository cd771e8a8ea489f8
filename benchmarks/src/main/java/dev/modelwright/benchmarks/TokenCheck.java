package dev.modelwright.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What checking a token adds to a read: one and the same read, of a path that needs no token, in
 * turn without one and with one, since a token that is sent is checked all the same. The look at
 * its roles, some microseconds, is not in it. Beside them stands a read that needs one.
 */
final class TokenCheck implements Benchmark {

  private static final String PATH = "/actuator/health/liveness";
  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 4_000;
  private static final int LISTS = 500;

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    long[] with = new long[MEASURED];
    long[] without = new long[MEASURED];
    long[] models = new long[LISTS];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long open = time(() -> installation.getWithoutToken(PATH));
      long checked = time(() -> installation.get(PATH));
      if (i >= 0) {
        without[i] = open;
        with[i] = checked;
      }
    }
    for (int i = 0; i < LISTS; i++) {
      models[i] = time(() -> installation.get("/models?count=1"));
    }
    Samples checked = new Samples(with);
    Samples open = new Samples(without);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "auth");
    figures.put("withoutTokenP50Millis", open.percentile(0.5));
    figures.put("withTokenP50Millis", checked.percentile(0.5));
    figures.put("listP50Millis", new Samples(models).percentile(0.5));
    figures.put("addedP50Millis", rounded(checked.percentile(0.5) - open.percentile(0.5)));
    figures.put("addedP95Millis", rounded(checked.percentile(0.95) - open.percentile(0.95)));
    return figures;
  }

  /** A request that answers well, or throws. */
  private interface Read {
    void run() throws Exception;
  }

  private static long time(Read read) throws Exception {
    long start = System.nanoTime();
    read.run();
    return System.nanoTime() - start;
  }

  private static double rounded(double millis) {
    return Math.round(millis * 100) / 100.0;
  }
}
