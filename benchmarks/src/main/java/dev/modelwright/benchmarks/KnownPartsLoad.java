package dev.modelwright.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Images whose layers all exist, ordered at once: how long the workers take for all of them. */
final class KnownPartsLoad implements Benchmark {

  private static final int IMAGES = 24;

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    String manifest = KnownParts.manifest(installation);
    KnownParts.image(installation, manifest);
    List<Callable<Void>> orders = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      orders.add(() -> {
        KnownParts.image(installation, manifest);
        return null;
      });
    }
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : clients.invokeAll(orders)) {
        done.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "known-parts-load");
    figures.put("images", IMAGES);
    figures.put("wallMillis", Math.round(seconds * 1000));
    figures.put("imagesPerMinute", Math.round(IMAGES / seconds * 60));
    return figures;
  }
}
