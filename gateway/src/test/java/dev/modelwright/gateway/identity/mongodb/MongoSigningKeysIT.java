package dev.modelwright.gateway.identity.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.modelwright.gateway.identity.SigningKey;
import dev.modelwright.gateway.identity.SigningKeys;
import dev.modelwright.gateway.identity.SigningKeysContract;
import dev.modelwright.testsupport.TestMongo;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSigningKeysIT implements SigningKeysContract {

  private final String uri = TestMongo.uri("signing-keys");
  private final MongoClient client = MongoClients.create(uri);
  private final MongoDatabase database =
      client.getDatabase(new ConnectionString(uri).getDatabase());
  private final SigningKeys keys = sealedWith((byte) 1);

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  public SigningKeys keys() {
    return keys;
  }

  @Test
  void sealsThePrivateKey() {
    SigningKey key = SigningKey.generate(Instant.now());

    keys.add(key);

    Document stored = database.getCollection("signingKeys").find().first();
    byte[] bytes = stored.get("sealedPrivateKey", Binary.class).getData();
    BigInteger exponent = key.privateKey().orElseThrow().getPrivateExponent();
    assertThat(Base64.getEncoder().encodeToString(bytes))
        .doesNotContain(
            Base64.getEncoder().encodeToString(key.privateKey().orElseThrow().getEncoded()));
    assertThat(new BigInteger(1, bytes).toString(16)).doesNotContain(exponent.toString(16));
  }

  @Test
  void readsWhatWasSealedWithAnotherSecretWithoutItsPrivateHalf() {
    SigningKey key = SigningKey.generate(Instant.now());
    keys.add(key);

    SigningKey read = sealedWith((byte) 2).all().getFirst();

    assertThat(read.publicKey()).isEqualTo(key.publicKey());
    assertThat(read.privateKey()).isEmpty();
  }

  private SigningKeys sealedWith(byte secret) {
    byte[] bytes = new byte[32];
    bytes[0] = secret;
    return new MongoSigningKeys(database, new SecretKeySpec(bytes, "AES"));
  }
}
