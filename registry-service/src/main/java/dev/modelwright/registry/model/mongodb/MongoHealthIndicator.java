package dev.modelwright.registry.model.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether MongoDB answers. */
public final class MongoHealthIndicator implements HealthIndicator {

  private static final Document PING = new Document("ping", 1);

  private final MongoDatabase database;

  public MongoHealthIndicator(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Health health() {
    try {
      database.runCommand(PING);
      return Health.up().build();
    } catch (MongoException e) {
      return Health.down(e).build();
    }
  }
}
