package dev.modelwright.testsupport;

import dev.modelwright.embedded.MongoServer;
import java.util.UUID;

/** A real mongod, shared by the tests of one JVM. */
public final class TestMongo {

  private static final SharedServer<MongoServer> SERVER =
      new SharedServer<>("mongod", folder -> MongoServer.start(folder, MongoServer.executable()));

  private TestMongo() {}

  /** The connection string of a database that nobody has used; the first call starts mongod. */
  public static String uri(String databasePrefix) {
    return SERVER.get().uri(databasePrefix + "-" + UUID.randomUUID());
  }
}
