package dev.modelwright.testsupport;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.testcontainers.containers.GenericContainer;

/** A real mongod in a container, a replica set of one; shared by the tests of one JVM. */
public final class TestMongo {

  private static final int PORT = 27017;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final SharedServer<GenericContainer<?>> SERVER =
      new SharedServer<>("mongod", _ -> start());

  private TestMongo() {}

  /** The connection string of a database that nobody has used; the first call starts mongod. */
  public static String uri(String databasePrefix) {
    return uri(SERVER.get(), databasePrefix + "-" + UUID.randomUUID());
  }

  private static String uri(GenericContainer<?> container, String database) {
    return "mongodb://%s:%d/%s?directConnection=true"
        .formatted(container.getHost(), container.getMappedPort(PORT), database);
  }

  private static GenericContainer<?> start() {
    GenericContainer<?> container =
        new GenericContainer<>(ServerImage.MONGODB.image())
            .withCommand("mongod", "--replSet", "rs0", "--wiredTigerCacheSizeGB", "0.25", "--quiet")
            .withExposedPorts(PORT);
    container.start();
    try (MongoClient client = MongoClients.create(uri(container, ""))) {
      MongoDatabase admin = client.getDatabase("admin");
      Document member = new Document("_id", 0).append("host", "127.0.0.1:" + PORT);
      admin.runCommand(
          new Document(
              "replSetInitiate", new Document("_id", "rs0").append("members", List.of(member))));
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() ->
              admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false));
    } catch (MongoException e) {
      container.stop();
      throw e;
    }
    return container;
  }
}
