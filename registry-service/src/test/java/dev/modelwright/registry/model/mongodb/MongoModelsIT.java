package dev.modelwright.registry.model.mongodb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.registry.model.Models;
import dev.modelwright.registry.model.ModelsContract;
import dev.modelwright.registry.model.ModelsUnavailableException;
import dev.modelwright.testsupport.TestMongo;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoModelsIT extends ModelsContract {

  private MongoClient client;
  private Models models;

  @BeforeEach
  void connect() {
    ConnectionString uri = new ConnectionString(TestMongo.uri("models"));
    client = MongoClients.create(uri);
    models = new MongoModels(client.getDatabase(uri.getDatabase()));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Override
  protected Models models() {
    return models;
  }

  @Test
  void saysThatTheStoreIsAway() {
    try (MongoClient nobody =
        MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")) {
      Models unreachable = new MongoModels(nobody.getDatabase("models"));

      assertThatExceptionOfType(ModelsUnavailableException.class)
          .isThrownBy(() -> unreachable.find(UUID.randomUUID()));
    }
  }
}
