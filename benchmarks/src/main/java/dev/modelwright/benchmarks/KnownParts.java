package dev.modelwright.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * From POST to Succeeded for an image whose layers all exist: assembly, verification by running it,
 * and the tag.
 */
final class KnownParts implements Benchmark {

  private static final int IMAGES = 20;
  private static final String DRIVER =
      """
      def init():
          pass

      def run(body):
          return body
      """;

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    String manifest = manifest(installation);
    image(installation, manifest);
    long[] nanos = new long[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      long start = System.nanoTime();
      image(installation, manifest);
      nanos[i] = System.nanoTime() - start;
    }
    Samples samples = new Samples(nanos);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "known-parts");
    figures.put("images", IMAGES);
    figures.put("p50Millis", samples.percentile(0.5));
    figures.put("p90Millis", samples.percentile(0.9));
    figures.put("maxMillis", samples.percentile(1));
    return figures;
  }

  static String manifest(Installation installation) throws Exception {
    String driver = installation.upload("score.py", DRIVER);
    return installation
        .post(
            "/manifests",
            Map.of(
                "name",
                "known-parts",
                "driverProgram",
                "driver",
                "assets",
                List.of(Map.of("id", "driver", "url", driver, "mimeType", "application/x-python")),
                "targetRuntime",
                Map.of("runtimeType", "PythonSlim", "properties", Map.of())))
        .get("id")
        .asString();
  }

  static void image(Installation installation, String manifest) throws Exception {
    JsonNode image =
        installation.post(
            "/images",
            Map.of("name", "known-parts", "manifestId", manifest, "imageType", "Docker"),
            "Prefer",
            "wait=120");
    if (!"Succeeded".equals(image.get("CreationState").asString())) {
      throw new IllegalStateException("The image did not succeed: " + image);
    }
  }
}
