package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.modelwright.gateway.identity.User;
import dev.modelwright.gateway.identity.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Users in MongoDB, and how often their names were tried. */
public final class MongoUsers implements Users {

  private static final String NAME = "name";
  private static final String PASSWORD_HASH = "passwordHash";
  private static final String COUNT = "count";
  private static final String SINCE = "since";

  private final PrincipalCollection<User> users;
  private final MongoCollection<Document> attempts;
  private volatile boolean indexed;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoUsers(MongoDatabase database) {
    this.users = new PrincipalCollection<>(database, "users", MongoUsers::write, MongoUsers::read);
    this.attempts = database.getCollection("loginAttempts");
  }

  @Override
  public boolean add(User user) {
    createIndexes();
    return users.add(user);
  }

  @Override
  public Optional<User> find(String id) {
    return users.find(eq(PrincipalCollection.ID, id));
  }

  @Override
  public Optional<User> findByName(String name) {
    return users.find(eq(NAME, name));
  }

  @Override
  public List<User> all() {
    return users.all();
  }

  @Override
  public boolean replace(User user) {
    return users.replace(user.id(), user);
  }

  @Override
  public boolean delete(String id) {
    return users.delete(id);
  }

  @Override
  public int countAttempt(String name, Instant now, Duration window) {
    createIndexes();
    return IdentityStore.ask(() -> {
      attempts.deleteOne(
          and(eq(PrincipalCollection.ID, name), lt(SINCE, Date.from(now.minus(window)))));
      return attempts
          .findOneAndUpdate(
              eq(PrincipalCollection.ID, name),
              Updates.combine(Updates.inc(COUNT, 1), Updates.setOnInsert(SINCE, Date.from(now))),
              new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))
          .getInteger(COUNT);
    });
  }

  @Override
  public void forgetAttempts(String name) {
    IdentityStore.ask(() -> attempts.deleteOne(eq(PrincipalCollection.ID, name)));
  }

  /**
   * The first time only; idempotent on the server, which also removes what is of no use any more.
   */
  private void createIndexes() {
    if (!indexed) {
      users.keepApart(NAME);
      IdentityStore.ask(() ->
          attempts.createIndex(
              Indexes.ascending(SINCE), new IndexOptions().expireAfter(1L, TimeUnit.DAYS)));
      indexed = true;
    }
  }

  private static Document write(User user) {
    return PrincipalCollection.document(
            user.id(), user.displayName(), user.roles(), user.createdAt())
        .append(NAME, user.name())
        .append(PASSWORD_HASH, user.passwordHash());
  }

  private static User read(Document document) {
    return new User(
        PrincipalCollection.id(document),
        document.getString(NAME),
        PrincipalCollection.displayName(document),
        document.getString(PASSWORD_HASH),
        PrincipalCollection.roles(document),
        PrincipalCollection.createdAt(document));
  }
}
