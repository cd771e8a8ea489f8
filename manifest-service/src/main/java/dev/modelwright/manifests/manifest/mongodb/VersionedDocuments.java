package dev.modelwright.manifests.manifest.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.modelwright.manifests.manifest.Page;
import dev.modelwright.manifests.manifest.PageRequest;
import dev.modelwright.manifests.manifest.PageRequest.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A collection whose documents carry versions without gaps under (account, name): the next is the
 * highest plus one, a unique index decides between writers, and the loser tries again.
 */
public final class VersionedDocuments {

  public static final String ID = "_id";
  public static final String ACCOUNT = "account";
  public static final String NAME = "name";
  public static final String VERSION = "version";
  public static final String CREATED_AT = "createdAt";

  private final MongoCollection<Document> collection;

  public VersionedDocuments(MongoCollection<Document> collection) {
    this.collection = collection;
    collection.createIndex(
        Indexes.ascending(ACCOUNT, NAME, VERSION), new IndexOptions().unique(true));
    collection.createIndex(Indexes.ascending(ACCOUNT, CREATED_AT, ID));
  }

  public Optional<Document> find(UUID id) {
    return Optional.ofNullable(collection.find(eq(ID, id.toString())).first());
  }

  /** Inserts the document of the next version, unless the id is there; returns what is stored. */
  public Document add(UUID id, String account, String name, IntFunction<Document> document) {
    int version = highestVersion(account, name) + 1;
    while (true) {
      Document next =
          document
              .apply(version)
              .append(ID, id.toString())
              .append(ACCOUNT, account)
              .append(NAME, name);
      try {
        collection.insertOne(next);
        return next;
      } catch (MongoWriteException e) {
        if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
          throw e;
        }
        Optional<Document> known = find(id);
        if (known.isPresent()) {
          return known.get();
        }
        // The version is taken, so the one after it leaves no gap.
        version++;
      }
    }
  }

  private int highestVersion(String account, String name) {
    Document highest =
        collection
            .find(and(eq(ACCOUNT, account), eq(NAME, name)))
            .sort(Sorts.descending(VERSION))
            .projection(Projections.include(VERSION))
            .first();
    return highest == null ? 0 : highest.getInteger(VERSION);
  }

  /** Replaces a document if it still fulfils the condition; false when it does not. */
  public boolean replace(UUID id, Bson condition, Document next) {
    return collection.replaceOne(and(eq(ID, id.toString()), condition), next).getMatchedCount()
        == 1;
  }

  public <T> Page<T> list(
      String account, List<Bson> conditions, PageRequest page, Function<Document, T> reader) {
    List<Bson> all = new ArrayList<>(conditions);
    all.add(eq(ACCOUNT, account));
    page.after().ifPresent(position -> all.add(after(position)));
    List<Document> found =
        collection
            .find(and(all))
            .sort(Sorts.ascending(CREATED_AT, ID))
            .limit(page.count() + 1)
            .into(new ArrayList<>());
    if (found.size() <= page.count()) {
      return new Page<>(found.stream().map(reader).toList(), Optional.empty());
    }
    List<Document> items = found.subList(0, page.count());
    return new Page<>(
        items.stream().map(reader).toList(), Optional.of(position(items.getLast()).token()));
  }

  private static Bson after(Position position) {
    Date createdAt = Date.from(position.createdAt());
    return or(
        gt(CREATED_AT, createdAt),
        and(eq(CREATED_AT, createdAt), gt(ID, position.id().toString())));
  }

  private static Position position(Document document) {
    Instant createdAt = document.getDate(CREATED_AT).toInstant();
    return new Position(createdAt, UUID.fromString(document.getString(ID)));
  }
}
