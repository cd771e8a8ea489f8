package dev.modelwright.benchmarks;

import dev.modelwright.embedded.LoopbackPort;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Next versions of models over REST: by one gateway and one registry-service, by two of each, and
 * by MLflow's tracking server, one after another on the same machine. Each connection has a model
 * of its own.
 */
public final class RegistrationPeers {

  private static final int WARM_UP = 100;
  private static final int MEASURED = 200;
  private static final int CONNECTIONS = 32;

  /** Until the services' second compiler has seen what is measured. */
  private static final Duration WARM_UP_LOAD = Duration.ofSeconds(150);

  private static final Duration LOAD = Duration.ofSeconds(10);

  private final Map<String, Object> figures = new LinkedHashMap<>();

  private RegistrationPeers() {}

  /**
   * @param arguments a folder for everything, and the program {@code mlflow}
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    RegistrationPeers peers = new RegistrationPeers();
    peers.figures.put("benchmark", "registration-peers");
    peers.figures.put("connections", CONNECTIONS);
    peers.measureOurs(Files.createDirectories(folder.resolve("ours")));
    peers.measureMlflow(Files.createDirectories(folder.resolve("mlflow")), Path.of(arguments[1]));
    for (String ours : List.of("one", "two")) {
      peers.compare(ours);
    }
    System.out.println(JsonMapper.shared().writeValueAsString(peers.figures));
  }

  private void measureOurs(Path folder) throws Exception {
    try (Deployment deployment = Deployment.start(folder)) {
      deployment.grow();
      try (Installation first = deployment.gateway(0)) {
        String url = first.upload("model.pkl", "weights");
        measure("one", () -> registrar(first, url));
        deployment.grow();
        try (Installation second = deployment.gateway(1)) {
          AtomicInteger turn = new AtomicInteger();
          measure("two", () -> registrar(turn.getAndIncrement() % 2 == 0 ? first : second, url));
        }
      }
    }
  }

  private static Registrar registrar(Installation gateway, String url) {
    String name = "benchmark-" + UUID.randomUUID();
    Map<String, Object> body = Map.of("name", name, "url", url, "unpack", false);
    return () -> gateway.post("/models", body);
  }

  private void measureMlflow(Path folder, Path program) throws Exception {
    try (MlflowServer server = MlflowServer.start(program, folder, LoopbackPort.free().number())) {
      measure("mlflow", server::registrar);
    }
  }

  private void measure(String who, Callable<Registrar> models) throws Exception {
    List<Registrar> registrars = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      registrars.add(models.call());
    }
    load(registrars, WARM_UP_LOAD);
    oneConnection(who, registrars.getFirst());
    List<Long> nanos = load(registrars, LOAD);
    Samples samples = new Samples(nanos.stream().mapToLong(Long::longValue).toArray());
    figures.put(who + "RequestsPerSecond", nanos.size() / LOAD.toSeconds());
    figures.put(who + "LoadP50Millis", samples.percentile(0.5));
    figures.put(who + "LoadP99Millis", samples.percentile(0.99));
    System.err.println(figures);
  }

  private void oneConnection(String who, Registrar model) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      model.register();
    }
    long[] nanos = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      model.register();
      nanos[i] = System.nanoTime() - start;
    }
    Samples samples = new Samples(nanos);
    figures.put(who + "P50Millis", samples.percentile(0.5));
    figures.put(who + "P99Millis", samples.percentile(0.99));
  }

  /** Times of all requests that end within the time. */
  private static List<Long> load(List<Registrar> models, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    List<Long> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(models.size())) {
      List<Callable<List<Long>>> calls = new ArrayList<>();
      for (Registrar model : models) {
        calls.add(() -> repeated(model, end));
      }
      for (Future<List<Long>> done : clients.invokeAll(calls)) {
        all.addAll(done.get());
      }
    }
    return all;
  }

  private static List<Long> repeated(Registrar model, long end) throws Exception {
    List<Long> nanos = new ArrayList<>();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      model.register();
      nanos.add(System.nanoTime() - start);
    }
    return nanos;
  }

  private void compare(String ours) {
    figures.put(
        ours + "TimesMlflow",
        Math.round(number(ours + "RequestsPerSecond") / number("mlflowRequestsPerSecond") * 10)
            / 10.0);
  }

  private double number(String figure) {
    return ((Number) figures.get(figure)).doubleValue();
  }
}
