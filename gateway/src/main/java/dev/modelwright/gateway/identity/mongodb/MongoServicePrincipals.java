package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import dev.modelwright.gateway.identity.ServicePrincipal;
import dev.modelwright.gateway.identity.ServicePrincipals;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Service principals in MongoDB. */
public final class MongoServicePrincipals implements ServicePrincipals {

  private static final String SECRET_HASH = "secretHash";

  private final PrincipalCollection<ServicePrincipal> principals;

  /** Asks nothing of the server yet, so that services start in any order. */
  public MongoServicePrincipals(MongoDatabase database) {
    this.principals =
        new PrincipalCollection<>(
            database,
            "servicePrincipals",
            MongoServicePrincipals::write,
            MongoServicePrincipals::read);
  }

  @Override
  public void add(ServicePrincipal principal) {
    if (!principals.add(principal)) {
      throw new IllegalArgumentException(
          "Cannot add service principal '%s': there is one with this id."
              .formatted(principal.id()));
    }
  }

  @Override
  public Optional<ServicePrincipal> find(String id) {
    return principals.find(eq(PrincipalCollection.ID, id));
  }

  @Override
  public List<ServicePrincipal> all() {
    return principals.all();
  }

  @Override
  public boolean replace(ServicePrincipal principal) {
    return principals.replace(principal.id(), principal);
  }

  @Override
  public boolean delete(String id) {
    return principals.delete(id);
  }

  private static Document write(ServicePrincipal principal) {
    return PrincipalCollection.document(
            principal.id(), principal.displayName(), principal.roles(), principal.createdAt())
        .append(SECRET_HASH, principal.secretHash());
  }

  private static ServicePrincipal read(Document document) {
    return new ServicePrincipal(
        PrincipalCollection.id(document),
        PrincipalCollection.displayName(document),
        document.getString(SECRET_HASH),
        PrincipalCollection.roles(document),
        PrincipalCollection.createdAt(document));
  }
}
