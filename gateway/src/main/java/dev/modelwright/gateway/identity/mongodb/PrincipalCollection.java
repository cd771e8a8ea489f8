package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.modelwright.gateway.identity.RoleAssignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Those of one kind who get tokens: what all of them have, and what is done with any of them. */
final class PrincipalCollection<T> {

  static final String ID = "_id";
  private static final String DISPLAY_NAME = "displayName";
  private static final String ROLES = "roles";
  private static final String CREATED_AT = "createdAt";

  private final MongoCollection<Document> collection;
  private final Function<T, Document> write;
  private final Function<Document, T> read;

  PrincipalCollection(
      MongoDatabase database,
      String name,
      Function<T, Document> write,
      Function<Document, T> read) {
    this.collection = database.getCollection(name).withWriteConcern(WriteConcern.MAJORITY);
    this.write = write;
    this.read = read;
  }

  static Document document(
      String id, String displayName, List<RoleAssignment> roles, Instant createdAt) {
    return new Document(ID, id)
        .append(DISPLAY_NAME, displayName)
        .append(ROLES, roles.stream().map(RoleAssignment::toString).toList())
        .append(CREATED_AT, Date.from(createdAt));
  }

  static String id(Document document) {
    return document.getString(ID);
  }

  static String displayName(Document document) {
    return document.getString(DISPLAY_NAME);
  }

  static List<RoleAssignment> roles(Document document) {
    return document.getList(ROLES, String.class).stream()
        .flatMap(role -> RoleAssignment.of(role).stream())
        .toList();
  }

  static Instant createdAt(Document document) {
    return document.getDate(CREATED_AT).toInstant();
  }

  /** Has no two principals have the same there. Idempotent on the server. */
  void keepApart(String field) {
    IdentityStore.ask(
        () -> collection.createIndex(Indexes.ascending(field), new IndexOptions().unique(true)));
  }

  /** False when there is one with the same id, or the same in a field that keeps them apart. */
  boolean add(T principal) {
    return IdentityStore.ask(() -> {
      try {
        collection.insertOne(write.apply(principal));
        return true;
      } catch (MongoWriteException e) {
        if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
          return false;
        }
        throw e;
      }
    });
  }

  Optional<T> find(Bson which) {
    return IdentityStore.ask(() -> Optional.ofNullable(collection.find(which).first())).map(read);
  }

  /** The oldest first. */
  List<T> all() {
    return IdentityStore.ask(() ->
        collection
            .find()
            .sort(Sorts.ascending(CREATED_AT, ID))
            .map(read::apply)
            .into(new ArrayList<>()));
  }

  boolean replace(String id, T principal) {
    return IdentityStore.ask(() -> collection.replaceOne(eq(ID, id), write.apply(principal)))
            .getMatchedCount()
        == 1;
  }

  boolean delete(String id) {
    return IdentityStore.ask(() -> collection.deleteOne(eq(ID, id))).getDeletedCount() == 1;
  }
}
