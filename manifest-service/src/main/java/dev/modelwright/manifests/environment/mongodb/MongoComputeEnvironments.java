package dev.modelwright.manifests.environment.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.modelwright.manifests.environment.ComputeEnvironment;
import dev.modelwright.manifests.environment.ComputeEnvironments;
import dev.modelwright.manifests.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import tools.jackson.databind.json.JsonMapper;

/** Environments in MongoDB: what is searched for stands beside the environment as text. */
public final class MongoComputeEnvironments implements ComputeEnvironments {

  private static final String ID = "_id";
  private static final String STORAGE_ACCOUNT = "storageAccount";
  private static final String ENVIRONMENT = "environment";

  private final MongoCollection<Document> collection;
  private final JsonMapper json;

  public MongoComputeEnvironments(MongoDatabase database, JsonMapper json) {
    this.collection =
        database.getCollection("environments").withWriteConcern(WriteConcern.MAJORITY);
    this.json = json;
    collection.createIndex(Indexes.ascending(STORAGE_ACCOUNT), new IndexOptions().unique(true));
  }

  @Override
  public Optional<ComputeEnvironment> find(EnvironmentId id) {
    return Optional.ofNullable(collection.find(eq(ID, id.toString())).first()).map(this::read);
  }

  @Override
  public Optional<ComputeEnvironment> findByStorageAccount(String storageAccount) {
    return Optional.ofNullable(collection.find(eq(STORAGE_ACCOUNT, storageAccount)).first())
        .map(this::read);
  }

  @Override
  public boolean add(ComputeEnvironment environment) {
    try {
      collection.insertOne(write(environment));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean replace(ComputeEnvironment environment) {
    return collection
            .replaceOne(eq(ID, environment.id().toString()), write(environment))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean delete(EnvironmentId id) {
    return collection.deleteOne(eq(ID, id.toString())).getDeletedCount() == 1;
  }

  @Override
  public List<ComputeEnvironment> list(
      String subscription, Optional<String> group, Optional<EnvironmentId> after, int count) {
    String prefix = subscription + "/" + group.map(part -> part + "/").orElse("");
    List<Bson> conditions = new ArrayList<>();
    conditions.add(regex(ID, "^" + Pattern.quote(prefix)));
    after.ifPresent(last -> conditions.add(gt(ID, last.toString())));
    return collection
        .find(and(conditions))
        .sort(Sorts.ascending(ID))
        .limit(count)
        .map(this::read)
        .into(new ArrayList<>());
  }

  private Document write(ComputeEnvironment environment) {
    return new Document(ID, environment.id().toString())
        .append(STORAGE_ACCOUNT, environment.storageAccount())
        .append(ENVIRONMENT, json.writeValueAsString(environment));
  }

  private ComputeEnvironment read(Document document) {
    return json.readValue(document.getString(ENVIRONMENT), ComputeEnvironment.class);
  }
}
