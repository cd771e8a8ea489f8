package dev.modelwright.registry.account.mongodb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.modelwright.registry.account.AccountId;
import dev.modelwright.registry.account.Accounts;
import dev.modelwright.registry.account.AccountsContract;
import dev.modelwright.registry.account.AccountsUnavailableException;
import dev.modelwright.testsupport.TestMongo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoAccountsIT extends AccountsContract {

  private MongoClient client;
  private Accounts accounts;

  @BeforeEach
  void connect() {
    ConnectionString uri = new ConnectionString(TestMongo.uri("accounts"));
    client = MongoClients.create(uri);
    accounts = new MongoAccounts(client.getDatabase(uri.getDatabase()));
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Override
  protected Accounts accounts() {
    return accounts;
  }

  @Test
  void saysThatTheStoreIsAway() {
    try (MongoClient nobody =
        MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")) {
      Accounts unreachable = new MongoAccounts(nobody.getDatabase("accounts"));

      assertThatExceptionOfType(AccountsUnavailableException.class)
          .isThrownBy(() -> unreachable.find(AccountId.DEFAULT));
    }
  }
}
