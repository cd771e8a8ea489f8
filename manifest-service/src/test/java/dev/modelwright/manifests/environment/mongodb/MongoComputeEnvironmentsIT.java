package dev.modelwright.manifests.environment.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.manifests.environment.ComputeEnvironments;
import dev.modelwright.manifests.environment.ComputeEnvironmentsContract;
import dev.modelwright.testsupport.TestMongo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

class MongoComputeEnvironmentsIT extends ComputeEnvironmentsContract {

  private MongoClient client;
  private ComputeEnvironments environments;

  @BeforeEach
  void connect() {
    ConnectionString uri = new ConnectionString(TestMongo.uri("environments"));
    client = MongoClients.create(uri);
    environments =
        new MongoComputeEnvironments(
            client.getDatabase(uri.getDatabase()), JsonMapper.builder().build());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Override
  protected ComputeEnvironments environments() {
    return environments;
  }
}
