package dev.modelwright.registry.model.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.modelwright.registry.model.ModelFixture;
import dev.modelwright.registry.model.Models;
import dev.modelwright.registry.model.ModelsContract;
import dev.modelwright.registry.model.ModelsUnavailableException;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.testsupport.TestMongo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoModelsIT extends ModelsContract {

  private String uri;
  private MongoClient client;
  private Models models;

  @BeforeEach
  void connect() {
    uri = TestMongo.uri("models");
    client = MongoClients.create(uri);
    models = new MongoModels(client.getDatabase(new ConnectionString(uri).getDatabase()));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Override
  protected Models models() {
    return models;
  }

  /**
   * What a page costs does not depend on how long the list is, nor on where in it the page lies.
   */
  @Test
  void looksAtLittleMoreThanThePageWhereverItLies() {
    MongoDatabase database = client.getDatabase(new ConnectionString(uri).getDatabase());
    Instant first = Instant.parse("2026-01-02T00:00:00Z");
    for (int number = 0; number < 600; number++) {
      UUID id = UUID.randomUUID();
      String name = number % 2 == 0 ? "even" : "odd";
      Instant createdAt = first.plusMillis(number);
      models.add(
          id,
          ModelFixture.ACCOUNT,
          name,
          version ->
              ModelFixture.createdAt(
                  createdAt, id, ModelFixture.ACCOUNT, name, version, "tag-of-all", name));
      if (number % 3 == 0) {
        models.delete(id, ModelFixture.ACCOUNT, first);
      }
    }
    PageRequest atTheEnd =
        new PageRequest(
            10, Optional.of(new PageRequest.Position(first.plusMillis(500), new UUID(0, 0))));
    for (Models.Filter filter :
        List.of(
            new Models.Filter(Optional.empty(), List.of()),
            new Models.Filter(Optional.of("even"), List.of()),
            new Models.Filter(Optional.empty(), List.of("odd")))) {
      database.runCommand(new Document("profile", 2));

      assertThat(models.list(ModelFixture.ACCOUNT, filter, atTheEnd).items()).hasSize(10);

      database.runCommand(new Document("profile", 0));
      Document profile =
          database
              .getCollection("system.profile")
              .find(new Document("command.find", "models"))
              .sort(new Document("ts", -1))
              .first();
      assertThat(profile.getInteger("docsExamined")).as("%s", filter).isLessThanOrEqualTo(12);
      assertThat(profile.getInteger("keysExamined")).as("%s", filter).isLessThanOrEqualTo(14);
    }
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
