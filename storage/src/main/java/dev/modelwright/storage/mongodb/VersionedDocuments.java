package dev.modelwright.storage.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import dev.modelwright.storage.PageRequest.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A collection whose documents carry versions without gaps under (account, name): the next is the
 * highest plus one, a unique index decides between writers, and the loser tries again. A deleted
 * document stays as a tombstone, so that neither its id nor its version is ever given again.
 *
 * <p>Thread-safe, also across processes. Asks nothing of the server before it is used, so that
 * services start in any order.
 */
public final class VersionedDocuments {

  public static final String ID = "_id";
  public static final String ACCOUNT = "account";
  public static final String NAME = "name";
  public static final String VERSION = "version";
  public static final String CREATED_AT = "createdAt";
  public static final String DELETED_AT = "deletedAt";

  private static final int MOST_NAMES = 10_000;

  private final MongoCollection<Document> collection;
  private final List<String> filters;
  private final CombinedCalls<String, Optional<Document>> finding =
      new CombinedCalls<>(this::findAll);
  private final CombinedCalls<Document, Optional<BulkWriteError>> inserting =
      new CombinedCalls<>(this::insertAll);
  private final Map<Name, Integer> highestVersions = Collections.synchronizedMap(new LastUsed());
  private volatile boolean indexed;

  private record Name(String account, String name) {}

  private static final class LastUsed extends LinkedHashMap<Name, Integer> {

    private LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Name, Integer> eldest) {
      return size() > MOST_NAMES;
    }
  }

  /**
   * @param filters properties, beside the name, by whose values lists are filtered: each gets an
   *     index in which a part of the list lies together
   */
  public VersionedDocuments(MongoCollection<Document> collection, String... filters) {
    this.collection = collection.withWriteConcern(WriteConcern.MAJORITY);
    this.filters = List.of(filters);
  }

  public Optional<Document> find(UUID id) {
    return findKept(id).filter(kept -> !kept.isDeleted()).map(Kept::value);
  }

  /** Also what was deleted. */
  public Optional<Kept<Document>> findKept(UUID id) {
    return finding
        .ask(id.toString())
        .map(document -> new Kept<>(document, document.get(DELETED_AT) != null));
  }

  private List<Optional<Document>> findAll(List<String> ids) {
    Map<String, Document> found = new HashMap<>();
    collection.find(in(ID, ids)).forEach(document -> found.put(document.getString(ID), document));
    return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
  }

  /**
   * Inserts the document of the next version, unless the id is there; returns what is stored, a
   * tombstone for one.
   */
  public Document add(UUID id, String account, String name, IntFunction<Document> document) {
    createIndexes();
    // What is remembered may be less than the highest, never more: a version that is taken leaves
    // no gap below the next.
    Integer remembered = highestVersions.get(new Name(account, name));
    for (int highest = remembered == null ? highestVersion(account, name) : remembered; ; ) {
      int version = highest + 1;
      Document next =
          document
              .apply(version)
              .append(ID, id.toString())
              .append(ACCOUNT, account)
              .append(NAME, name);
      if (insert(next)) {
        highestVersions.put(new Name(account, name), version);
        return next;
      }
      Optional<Document> known = finding.ask(id.toString());
      if (known.isPresent()) {
        return known.get();
      }
      highest = highestVersion(account, name);
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

  /** False when the id or the version is taken. */
  private boolean insert(Document document) {
    Optional<BulkWriteError> error = inserting.ask(document);
    if (error.isPresent() && error.get().getCategory() != ErrorCategory.DUPLICATE_KEY) {
      throw new MongoException(error.get().getCode(), error.get().getMessage());
    }
    return error.isEmpty();
  }

  private List<Optional<BulkWriteError>> insertAll(List<Document> next) {
    List<Optional<BulkWriteError>> errors =
        new ArrayList<>(Collections.nCopies(next.size(), Optional.empty()));
    try {
      collection.insertMany(next, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      e.getWriteErrors().forEach(error -> errors.set(error.getIndex(), Optional.of(error)));
    }
    return errors;
  }

  /** Replaces a document if it still fulfils the condition; false when it does not. */
  public boolean replace(UUID id, Bson condition, Document next) {
    return collection
            .replaceOne(and(eq(ID, id.toString()), alive(), condition), next)
            .getMatchedCount()
        == 1;
  }

  /**
   * Makes a tombstone of a document if it fulfils the condition. Atomic.
   *
   * @return what it was; empty when there is no such document
   */
  public Optional<Document> delete(UUID id, Bson condition, Instant now) {
    return Optional.ofNullable(
        collection.findOneAndUpdate(
            and(eq(ID, id.toString()), alive(), condition),
            Updates.set(DELETED_AT, Date.from(now)),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE)));
  }

  /** Documents of an account that fulfil all conditions, in order of creation and then of id. */
  public Page<Document> list(String account, List<Bson> conditions, PageRequest page) {
    createIndexes();
    List<Bson> all = new ArrayList<>(conditions);
    all.add(eq(ACCOUNT, account));
    all.add(alive());
    page.after().ifPresent(position -> all.add(after(position)));
    List<Document> found =
        collection
            .find(and(all))
            .sort(Sorts.ascending(CREATED_AT, ID))
            .limit(page.count() + 1)
            .into(new ArrayList<>());
    return Page.of(found, page.count(), VersionedDocuments::position);
  }

  /** Documents of all accounts that fulfil a condition, without an index to help. */
  public List<Document> find(Bson condition, int limit) {
    return collection.find(and(condition, alive())).limit(limit).into(new ArrayList<>());
  }

  /** The lower bound is what lets the index begin there; the rest is for equal times. */
  private static Bson after(Position position) {
    Date createdAt = Date.from(position.createdAt());
    return and(
        gte(CREATED_AT, createdAt),
        or(gt(CREATED_AT, createdAt), gt(ID, position.id().toString())));
  }

  private static Position position(Document document) {
    return new Position(
        document.getDate(CREATED_AT).toInstant(), UUID.fromString(document.getString(ID)));
  }

  private static Bson alive() {
    return eq(DELETED_AT, null);
  }

  /** The first time only; idempotent on the server. */
  private void createIndexes() {
    if (!indexed) {
      collection.createIndex(
          Indexes.ascending(ACCOUNT, NAME, VERSION), new IndexOptions().unique(true));
      collection.createIndex(Indexes.ascending(ACCOUNT, DELETED_AT, CREATED_AT, ID));
      collection.createIndex(Indexes.ascending(ACCOUNT, DELETED_AT, NAME, CREATED_AT, ID));
      filters.forEach(filter ->
          collection.createIndex(Indexes.ascending(ACCOUNT, DELETED_AT, filter, CREATED_AT, ID)));
      indexed = true;
    }
  }
}
