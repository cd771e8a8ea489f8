package dev.modelwright.benchmarks;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Every page of the default account's models, which are made 100,000 first: GET /models and then
 * each nextLink, as the original's client goes.
 */
final class Paging implements Benchmark {

  private static final int MODELS = 100_000;
  private static final int CONNECTIONS = 32;
  private static final int WALKS = 3;
  private static final int END_PAGES = 100;

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    fill(installation, MODELS - walk(installation, new ArrayList<>()));
    List<Long> all = new ArrayList<>();
    List<Long> first = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    int models = 0;
    int pages = 0;
    for (int i = 0; i < WALKS; i++) {
      List<Long> nanos = new ArrayList<>();
      models = walk(installation, nanos);
      pages = nanos.size();
      all.addAll(nanos);
      first.addAll(nanos.subList(0, END_PAGES));
      last.addAll(nanos.subList(pages - END_PAGES, pages));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "paging");
    figures.put("models", models);
    figures.put("pages", pages);
    figures.put("pageP50Millis", samples(all).percentile(0.5));
    figures.put("pageP95Millis", samples(all).percentile(0.95));
    figures.put("firstHundredP95Millis", samples(first).percentile(0.95));
    figures.put("lastHundredP95Millis", samples(last).percentile(0.95));
    return figures;
  }

  private static Samples samples(List<Long> nanos) {
    return new Samples(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  /**
   * @param nanos gets how long each page took
   * @return how many models there are
   */
  private static int walk(Installation installation, List<Long> nanos) throws Exception {
    int models = 0;
    URI next = URI.create("/models");
    while (next != null) {
      long start = System.nanoTime();
      JsonNode page = installation.get(next);
      nanos.add(System.nanoTime() - start);
      models += page.get("value").size();
      next = page.has("nextLink") ? URI.create(page.get("nextLink").asString()) : null;
    }
    return models;
  }

  private static void fill(Installation installation, int missing) throws Exception {
    String url = installation.upload("model.pkl", "weights");
    AtomicInteger left = new AtomicInteger(missing);
    Callable<Void> client =
        () -> {
          for (int number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
            installation.post(
                "/models",
                Map.of("name", "paging-" + number % 1000, "url", url, "tags", List.of("paging")));
          }
          return null;
        };
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Void>> each = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        each.add(client);
      }
      for (Future<Void> done : clients.invokeAll(each)) {
        done.get();
      }
    }
  }
}
