package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import dev.modelwright.gateway.identity.RoleAssignment;
import dev.modelwright.gateway.identity.ServicePrincipal;
import dev.modelwright.gateway.identity.ServicePrincipals;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/** Service principals in MongoDB. */
public final class MongoServicePrincipals implements ServicePrincipals {

  private static final String ID = "_id";
  private static final String DISPLAY_NAME = "displayName";
  private static final String SECRET_HASH = "secretHash";
  private static final String ROLES = "roles";
  private static final String CREATED_AT = "createdAt";

  private final MongoCollection<Document> collection;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoServicePrincipals(MongoDatabase database) {
    this.collection =
        database.getCollection("servicePrincipals").withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public void add(ServicePrincipal principal) {
    ask(() -> collection.insertOne(write(principal)));
  }

  @Override
  public Optional<ServicePrincipal> find(String id) {
    return ask(() -> Optional.ofNullable(collection.find(eq(ID, id)).first()))
        .map(MongoServicePrincipals::read);
  }

  @Override
  public List<ServicePrincipal> all() {
    return ask(() ->
        collection
            .find()
            .sort(Sorts.ascending(CREATED_AT, ID))
            .map(MongoServicePrincipals::read)
            .into(new ArrayList<>()));
  }

  @Override
  public boolean replace(ServicePrincipal principal) {
    return ask(() -> collection.replaceOne(eq(ID, principal.id()), write(principal)))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean delete(String id) {
    return ask(() -> collection.deleteOne(eq(ID, id))).getDeletedCount() == 1;
  }

  private static Document write(ServicePrincipal principal) {
    return new Document(ID, principal.id())
        .append(DISPLAY_NAME, principal.displayName())
        .append(SECRET_HASH, principal.secretHash())
        .append(ROLES, principal.roles().stream().map(RoleAssignment::toString).toList())
        .append(CREATED_AT, Date.from(principal.createdAt()));
  }

  private static ServicePrincipal read(Document document) {
    return new ServicePrincipal(
        document.getString(ID),
        document.getString(DISPLAY_NAME),
        document.getString(SECRET_HASH),
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
