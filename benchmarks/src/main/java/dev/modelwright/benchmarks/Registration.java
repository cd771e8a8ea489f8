package dev.modelwright.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** POST /models of an uploaded file, beside a raw Kafka round trip measured in turn with it. */
final class Registration implements Benchmark {

  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 500;
  private static final int CONNECTIONS = 32;
  private static final Duration LOAD = Duration.ofSeconds(10);

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    String url = installation.upload("model.pkl", "weights");
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "registration");
    try (KafkaRoundTrip roundTrip = new KafkaRoundTrip(installation.kafka())) {
      oneConnection(installation, url, roundTrip, figures);
    }
    manyConnections(installation, url, figures);
    return figures;
  }

  private static void oneConnection(
      Installation installation, String url, KafkaRoundTrip roundTrip, Map<String, Object> figures)
      throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      register(installation, url);
      roundTrip.measure();
    }
    long[] posts = new long[MEASURED];
    long[] trips = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      register(installation, url);
      posts[i] = System.nanoTime() - start;
      trips[i] = roundTrip.measure();
    }
    Samples post = new Samples(posts);
    Samples trip = new Samples(trips);
    figures.put("postP50Millis", post.percentile(0.5));
    figures.put("postP99Millis", post.percentile(0.99));
    figures.put("kafkaRoundTripP50Millis", trip.percentile(0.5));
    figures.put("kafkaRoundTripP99Millis", trip.percentile(0.99));
    figures.put("ratioP50", ratio(post.percentile(0.5), trip.percentile(0.5)));
  }

  private static void manyConnections(
      Installation installation, String url, Map<String, Object> figures) throws Exception {
    long end = System.nanoTime() + LOAD.toNanos();
    Callable<List<Long>> client =
        () -> {
          List<Long> nanos = new ArrayList<>();
          while (System.nanoTime() < end) {
            long start = System.nanoTime();
            register(installation, url);
            nanos.add(System.nanoTime() - start);
          }
          return nanos;
        };
    List<Long> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<List<Long>>> each = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        each.add(client);
      }
      for (Future<List<Long>> done : clients.invokeAll(each)) {
        all.addAll(done.get());
      }
    }
    Samples samples = new Samples(all.stream().mapToLong(Long::longValue).toArray());
    figures.put("connections", CONNECTIONS);
    figures.put("requestsPerSecond", all.size() / LOAD.toSeconds());
    figures.put("loadP50Millis", samples.percentile(0.5));
    figures.put("loadP99Millis", samples.percentile(0.99));
  }

  private static void register(Installation installation, String url) throws Exception {
    installation.post(
        "/models", Map.of("name", "benchmark-" + UUID.randomUUID(), "url", url, "unpack", false));
  }

  private static double ratio(double one, double other) {
    return Math.round(one / other * 100) / 100.0;
  }
}
