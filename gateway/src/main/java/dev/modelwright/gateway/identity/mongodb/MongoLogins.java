package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.modelwright.gateway.identity.Login;
import dev.modelwright.gateway.identity.Logins;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Logins in MongoDB, which removes them some time after their end. */
public final class MongoLogins implements Logins {

  private static final String ID = "_id";
  private static final String USER_CODE = "userCode";
  private static final String USER_ID = "userId";
  private static final String ENDS_AT = "endsAt";

  private final MongoCollection<Document> collection;
  private volatile boolean indexed;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoLogins(MongoDatabase database) {
    this.collection = database.getCollection("logins").withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public void add(Login login) {
    IdentityStore.ask(() -> {
      createIndexes();
      Document document =
          new Document(ID, login.codeHash()).append(ENDS_AT, Date.from(login.endsAt()));
      login.userCode().ifPresent(code -> document.append(USER_CODE, code));
      login.userId().ifPresent(id -> document.append(USER_ID, id));
      return collection.insertOne(document);
    });
  }

  @Override
  public Optional<Login> find(String codeHash) {
    return IdentityStore.ask(() -> Optional.ofNullable(collection.find(eq(ID, codeHash)).first()))
        .map(MongoLogins::read);
  }

  @Override
  public boolean awaits(String userCode, Instant now) {
    return IdentityStore.ask(() -> collection.find(waiting(userCode, now)).first()) != null;
  }

  @Override
  public boolean letIn(String userCode, String userId, Instant now) {
    return IdentityStore.ask(
                () -> collection.updateOne(waiting(userCode, now), Updates.set(USER_ID, userId)))
            .getModifiedCount()
        == 1;
  }

  @Override
  public Optional<Login> take(String codeHash) {
    return IdentityStore.ask(() ->
            Optional.ofNullable(
                collection.findOneAndDelete(and(eq(ID, codeHash), exists(USER_ID)))))
        .map(MongoLogins::read);
  }

  @Override
  public void endAllOf(String userId) {
    IdentityStore.ask(() -> collection.deleteMany(eq(USER_ID, userId)));
  }

  private static Bson waiting(String userCode, Instant now) {
    return and(eq(USER_CODE, userCode), exists(USER_ID, false), gt(ENDS_AT, Date.from(now)));
  }

  /** The first time only; idempotent on the server. */
  private void createIndexes() {
    if (!indexed) {
      collection.createIndex(Indexes.ascending(USER_CODE), new IndexOptions().sparse(true));
      collection.createIndex(Indexes.ascending(USER_ID), new IndexOptions().sparse(true));
      collection.createIndex(
          Indexes.ascending(ENDS_AT), new IndexOptions().expireAfter(1L, TimeUnit.HOURS));
      indexed = true;
    }
  }

  private static Login read(Document document) {
    return new Login(
        document.getString(ID),
        Optional.ofNullable(document.getString(USER_CODE)),
        Optional.ofNullable(document.getString(USER_ID)),
        document.getDate(ENDS_AT).toInstant());
  }
}
