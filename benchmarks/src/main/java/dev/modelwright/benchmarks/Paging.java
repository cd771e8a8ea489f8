package dev.modelwright.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * Every page of an account with 100,000 models, of which the first run makes most: GET /models and
 * then each nextLink, as the original's client goes.
 */
final class Paging implements Benchmark {

  private static final String LIST =
      "/api/subscriptions/local/resourceGroups/modelwright/accounts/paging/models";
  private static final int MODELS = 100_000;
  private static final int BATCH = 1_000;
  private static final int NAMES = 1_000;
  private static final int WALKS = 3;
  private static final int END_PAGES = 100;

  @Override
  public Map<String, Object> measure(Installation installation) throws Exception {
    installation.put("/accounts/paging", Map.of("location", "local"));
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
    URI next = URI.create(LIST);
    while (next != null) {
      long start = System.nanoTime();
      JsonNode page = installation.get(next);
      nanos.add(System.nanoTime() - start);
      models += page.get("value").size();
      next = page.has("nextLink") ? URI.create(page.get("nextLink").asString()) : null;
    }
    return models;
  }

  /**
   * A model is registered as any other, and its document repeated: registering all of them takes an
   * hour and measures something else.
   */
  private static void fill(Installation installation, int missing) throws Exception {
    if (missing <= 0) {
      return;
    }
    String id =
        installation
            .post(
                LIST,
                Map.of(
                    "name", "paging-" + UUID.randomUUID(),
                    "url", installation.upload("model.pkl", "weights"),
                    "tags", List.of("paging")))
            .get("id")
            .asString();
    try (MongoClient mongo = MongoClients.create(installation.mongodb())) {
      MongoCollection<Document> models = mongo.getDatabase("registry").getCollection("models");
      Document model = models.find(Filters.eq("_id", id)).first();
      long begin = model.getDate("createdAt").getTime() - MODELS;
      for (int first = 1; first < missing; first += BATCH) {
        List<Document> batch = new ArrayList<>();
        for (int number = first; number < Math.min(first + BATCH, missing); number++) {
          batch.add(
              new Document(model)
                  .append("_id", UUID.randomUUID().toString())
                  .append("name", "paging-" + number % NAMES + "-" + id)
                  .append("version", 1 + number / NAMES)
                  .append("createdAt", new Date(begin + number)));
        }
        models.insertMany(batch);
      }
    }
  }
}
