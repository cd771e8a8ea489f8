package dev.modelwright.gateway.identity.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.gateway.identity.ServicePrincipals;
import dev.modelwright.gateway.identity.ServicePrincipalsContract;
import dev.modelwright.testsupport.TestMongo;
import org.junit.jupiter.api.AfterEach;

class MongoServicePrincipalsIT implements ServicePrincipalsContract {

  private final String uri = TestMongo.uri("service-principals");
  private final MongoClient client = MongoClients.create(uri);
  private final ServicePrincipals principals =
      new MongoServicePrincipals(client.getDatabase(new ConnectionString(uri).getDatabase()));

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  public ServicePrincipals principals() {
    return principals;
  }
}
