package dev.modelwright.manifests.image.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.manifests.image.Images;
import dev.modelwright.manifests.image.ImagesContract;
import dev.modelwright.testsupport.TestMongo;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

class MongoImagesIT extends ImagesContract {

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
  protected Images createImages() {
    return new MongoImages(
        client.getDatabase("manifests-" + UUID.randomUUID()), JsonMapper.builder().build());
  }
}
