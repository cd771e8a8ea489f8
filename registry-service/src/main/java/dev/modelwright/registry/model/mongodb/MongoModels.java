package dev.modelwright.registry.model.mongodb;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.eq;
import static dev.modelwright.registry.model.mongodb.ModelDocument.TAGS;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.modelwright.registry.model.Model;
import dev.modelwright.registry.model.Models;
import dev.modelwright.registry.model.ModelsUnavailableException;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.storage.mongodb.VersionedDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bson.conversions.Bson;

/** Models in MongoDB. */
public final class MongoModels implements Models {

  private static final String COLLECTION = "models";

  private final VersionedDocuments documents;

  public MongoModels(MongoDatabase database) {
    this.documents = new VersionedDocuments(database.getCollection(COLLECTION), TAGS);
  }

  @Override
  public Optional<Model> find(UUID id) {
    return ask(() -> documents.find(id).map(ModelDocument::read));
  }

  @Override
  public Optional<Kept<Model>> findKept(UUID id) {
    return ask(() -> documents.findKept(id).map(kept -> kept.map(ModelDocument::read)));
  }

  @Override
  public Model add(UUID id, String account, String name, IntFunction<Model> model) {
    return ask(() ->
        ModelDocument.read(
            documents.add(
                id, account, name, version -> ModelDocument.write(model.apply(version)))));
  }

  @Override
  public Optional<Model> delete(UUID id, String account, Instant now) {
    return ask(() ->
        documents
            .delete(id, eq(VersionedDocuments.ACCOUNT, account), now)
            .map(ModelDocument::read));
  }

  @Override
  public Page<Model> list(String account, Filter filter, PageRequest page) {
    List<Bson> conditions = new ArrayList<>();
    filter.name().ifPresent(name -> conditions.add(eq(VersionedDocuments.NAME, name)));
    if (!filter.tags().isEmpty()) {
      conditions.add(all(TAGS, filter.tags()));
    }
    return ask(() -> documents.list(account, conditions, page).map(ModelDocument::read));
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new ModelsUnavailableException(e);
    }
  }
}
