package dev.modelwright.benchmarks;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Runs one benchmark and prints its figures. */
public final class Benchmarks {

  private static final Map<String, Benchmark> BENCHMARKS =
      Map.of(
          "registration",
          new Registration(),
          "known-parts",
          new KnownParts(),
          "known-parts-load",
          new KnownPartsLoad(),
          "paging",
          new Paging(),
          "auth",
          new TokenCheck());

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark = arguments.length == 1 ? BENCHMARKS.get(arguments[0]) : null;
    if (benchmark == null) {
      System.err.println("Name one of " + BENCHMARKS.keySet().stream().sorted().toList() + ".");
      System.exit(1);
    }
    try (Installation installation = Installation.ofEnvironment()) {
      Map<String, Object> figures = benchmark.measure(installation);
      System.out.println(JsonMapper.builder().build().writeValueAsString(figures));
    }
  }
}
