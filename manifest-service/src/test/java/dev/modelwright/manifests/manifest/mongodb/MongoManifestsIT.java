package dev.modelwright.manifests.manifest.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.manifests.manifest.Manifests;
import dev.modelwright.manifests.manifest.ManifestsContract;
import dev.modelwright.testsupport.TestMongo;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

class MongoManifestsIT extends ManifestsContract {

  private static MongoClient client;

  @BeforeAll
  static void connect() {
    client = MongoClients.create(TestMongo.uri("manifests"));
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @Override
  protected Manifests createManifests() {
    return new MongoManifests(
        client.getDatabase("manifests-" + UUID.randomUUID()), JsonMapper.builder().build());
  }
}
