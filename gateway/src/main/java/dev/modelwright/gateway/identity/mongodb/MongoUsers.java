package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.User;
import dev.modelwright.gateway.identity.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;

/** Users in MongoDB, and how often their names were tried. */
public final class MongoUsers implements Users {

  private static final String ID = "_id";
  private static final String NAME = "name";
  private static final String DISPLAY_NAME = "displayName";
  private static final String PASSWORD_HASH = "passwordHash";
  private static final String ROLES = "roles";
  private static final String CREATED_AT = "createdAt";
  private static final String COUNT = "count";
  private static final String SINCE = "since";

  private final MongoCollection<Document> users;
  private final MongoCollection<Document> attempts;
  private volatile boolean indexed;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoUsers(MongoDatabase database) {
    this.users = database.getCollection("users").withWriteConcern(WriteConcern.MAJORITY);
    this.attempts = database.getCollection("loginAttempts");
  }

  @Override
  public boolean add(User user) {
    return ask(() -> {
      createIndexes();
      try {
        users.insertOne(write(user));
        return true;
      } catch (MongoWriteException e) {
        if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
          return false;
        }
        throw e;
      }
    });
  }

  @Override
  public Optional<User> find(String id) {
    return ask(() -> Optional.ofNullable(users.find(eq(ID, id)).first())).map(MongoUsers::read);
  }

  @Override
  public Optional<User> findByName(String name) {
    return ask(() -> Optional.ofNullable(users.find(eq(NAME, name)).first())).map(MongoUsers::read);
  }

  @Override
  public List<User> all() {
    return ask(() ->
        users
            .find()
            .sort(Sorts.ascending(CREATED_AT, ID))
            .map(MongoUsers::read)
            .into(new ArrayList<>()));
  }

  @Override
  public boolean replace(User user) {
    return ask(() -> users.replaceOne(eq(ID, user.id()), write(user))).getMatchedCount() == 1;
  }

  @Override
  public boolean delete(String id) {
    return ask(() -> users.deleteOne(eq(ID, id))).getDeletedCount() == 1;
  }

  @Override
  public int countAttempt(String name, Instant now, Duration window) {
    return ask(() -> {
      createIndexes();
      attempts.deleteOne(and(eq(ID, name), lt(SINCE, Date.from(now.minus(window)))));
      return attempts
          .findOneAndUpdate(
              eq(ID, name),
              Updates.combine(Updates.inc(COUNT, 1), Updates.setOnInsert(SINCE, Date.from(now))),
              new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))
          .getInteger(COUNT);
    });
  }

  @Override
  public void forgetAttempts(String name) {
    ask(() -> attempts.deleteOne(eq(ID, name)));
  }

  /**
   * The first time only; idempotent on the server, which also removes what is of no use any more.
   */
  private void createIndexes() {
    if (!indexed) {
      users.createIndex(Indexes.ascending(NAME), new IndexOptions().unique(true));
      attempts.createIndex(
          Indexes.ascending(SINCE), new IndexOptions().expireAfter(1L, TimeUnit.DAYS));
      indexed = true;
    }
  }

  private static Document write(User user) {
    return new Document(ID, user.id())
        .append(NAME, user.name())
        .append(DISPLAY_NAME, user.displayName())
        .append(PASSWORD_HASH, user.passwordHash())
        .append(ROLES, user.roles().stream().map(RoleAssignment::toString).toList())
        .append(CREATED_AT, Date.from(user.createdAt()));
  }

  private static User read(Document document) {
    return new User(
        document.getString(ID),
        document.getString(NAME),
        document.getString(DISPLAY_NAME),
        document.getString(PASSWORD_HASH),
        document.getList(ROLES, String.class).stream()
            .flatMap(role -> RoleAssignment.of(role).stream())
            .toList(),
        document.getDate(CREATED_AT).toInstant());
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new IdentityUnavailableException(e);
    }
  }
}
