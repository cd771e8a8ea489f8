package dev.modelwright.registry.model.mongodb;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static dev.modelwright.registry.model.mongodb.ModelDocument.ACCOUNT;
import static dev.modelwright.registry.model.mongodb.ModelDocument.CREATED_AT;
import static dev.modelwright.registry.model.mongodb.ModelDocument.ID;
import static dev.modelwright.registry.model.mongodb.ModelDocument.NAME;
import static dev.modelwright.registry.model.mongodb.ModelDocument.TAGS;
import static dev.modelwright.registry.model.mongodb.ModelDocument.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.modelwright.registry.model.Model;
import dev.modelwright.registry.model.Models;
import dev.modelwright.registry.model.ModelsUnavailableException;
import dev.modelwright.registry.model.Page;
import dev.modelwright.registry.model.PageRequest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Models in MongoDB. The next version is the highest plus one; a unique index decides between
 * writers, and the loser takes the version after.
 */
public final class MongoModels implements Models {

  private static final String COLLECTION = "models";

  private final MongoCollection<Document> collection;
  private volatile boolean indexed;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoModels(MongoDatabase database) {
    this.collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public Optional<Model> find(UUID id) {
    return ask(() -> read(id));
  }

  @Override
  public Model add(UUID id, String account, String name, IntFunction<Model> model) {
    return ask(() -> {
      createIndexes();
      // A version that is taken leaves no gap below the next one.
      for (int version = highestVersion(account, name) + 1; ; version++) {
        Model next = model.apply(version);
        if (insert(next)) {
          return next;
        }
        Optional<Model> known = read(id);
        if (known.isPresent()) {
          return known.get();
        }
      }
    });
  }

  @Override
  public Page<Model> list(String account, Filter filter, PageRequest page) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(ACCOUNT, account));
    filter.name().ifPresent(name -> conditions.add(eq(NAME, name)));
    if (!filter.tags().isEmpty()) {
      conditions.add(all(TAGS, filter.tags()));
    }
    page.after().ifPresent(position -> conditions.add(after(position)));
    List<Model> found =
        ask(() ->
            collection
                .find(and(conditions))
                .sort(Sorts.ascending(CREATED_AT, ID))
                .limit(page.count() + 1)
                .map(ModelDocument::read)
                .into(new ArrayList<>()));
    return Page.of(
        found, page.count(), model -> new PageRequest.Position(model.createdAt(), model.id()));
  }

  /** The first time only; idempotent on the server. */
  private void createIndexes() {
    if (!indexed) {
      collection.createIndex(
          Indexes.ascending(ACCOUNT, NAME, VERSION), new IndexOptions().unique(true));
      collection.createIndex(Indexes.ascending(ACCOUNT, CREATED_AT, ID));
      indexed = true;
    }
  }

  private int highestVersion(String account, String name) {
    Document highest =
        collection
            .find(and(eq(ACCOUNT, account), eq(NAME, name)))
            .projection(include(VERSION))
            .sort(Sorts.descending(VERSION))
            .first();
    return highest == null ? 0 : highest.getInteger(VERSION);
  }

  /** False when the id or the version is taken. */
  private boolean insert(Model model) {
    try {
      collection.insertOne(ModelDocument.write(model));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private Optional<Model> read(UUID id) {
    return Optional.ofNullable(
        collection.find(eq(ID, id.toString())).map(ModelDocument::read).first());
  }

  private static Bson after(PageRequest.Position position) {
    Date createdAt = Date.from(position.createdAt());
    return or(
        gt(CREATED_AT, createdAt),
        and(eq(CREATED_AT, createdAt), gt(ID, position.id().toString())));
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new ModelsUnavailableException(e);
    }
  }
}
