package dev.modelwright.gateway.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.modelwright.gateway.identity.SigningKey;
import dev.modelwright.gateway.identity.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** Signing keys in MongoDB, the private ones sealed with AES-GCM. */
public final class MongoSigningKeys implements SigningKeys {

  private static final Logger log = LoggerFactory.getLogger(MongoSigningKeys.class);

  private static final int IV_BYTES = 16;
  private static final String ID = "_id";
  private static final String PUBLIC_KEY = "publicKey";
  private static final String SEALED_PRIVATE_KEY = "sealedPrivateKey";
  private static final String CREATED_AT = "createdAt";

  private final MongoCollection<Document> collection;
  private final BytesEncryptor seal;
  private final Set<String> unopened = ConcurrentHashMap.newKeySet();

  /**
   * Asks nothing of the server yet, so that services start in any order.
   *
   * @param sealingKey AES, 256 bits
   */
  public MongoSigningKeys(MongoDatabase database, SecretKey sealingKey) {
    this.collection = database.getCollection("signingKeys").withWriteConcern(WriteConcern.MAJORITY);
    this.seal =
        new AesBytesEncryptor(
            sealingKey, KeyGenerators.secureRandom(IV_BYTES), CipherAlgorithm.GCM);
  }

  @Override
  public List<SigningKey> all() {
    return IdentityStore.ask(() ->
        collection
            .find()
            .sort(Sorts.descending(CREATED_AT, ID))
            .map(this::read)
            .into(new ArrayList<>()));
  }

  @Override
  public void add(SigningKey key) {
    Document document =
        new Document(ID, key.id())
            .append(PUBLIC_KEY, new Binary(key.publicKey().getEncoded()))
            .append(CREATED_AT, Date.from(key.createdAt()));
    key.privateKey()
        .ifPresent(privateKey ->
            document.append(SEALED_PRIVATE_KEY, new Binary(seal.encrypt(privateKey.getEncoded()))));
    IdentityStore.ask(() -> collection.insertOne(document));
  }

  @Override
  public boolean delete(String id) {
    return IdentityStore.ask(() -> collection.deleteOne(eq(ID, id))).getDeletedCount() == 1;
  }

  private SigningKey read(Document document) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return new SigningKey(
          document.getString(ID),
          (RSAPublicKey)
              rsa.generatePublic(
                  new X509EncodedKeySpec(document.get(PUBLIC_KEY, Binary.class).getData())),
          open(rsa, document),
          document.getDate(CREATED_AT).toInstant());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "Cannot read signing key '%s': %s. Delete it from the collection signingKeys."
              .formatted(document.getString(ID), e.getMessage()),
          e);
    }
  }

  private Optional<RSAPrivateKey> open(KeyFactory rsa, Document document)
      throws GeneralSecurityException {
    Binary sealed = document.get(SEALED_PRIVATE_KEY, Binary.class);
    if (sealed == null) {
      return Optional.empty();
    }
    byte[] opened;
    try {
      opened = seal.decrypt(sealed.getData());
    } catch (RuntimeException _) {
      String id = document.getString(ID);
      if (unopened.add(id)) {
        log.atWarn()
            .addKeyValue("key", id)
            .log("A signing key was sealed with another shared secret; it signs nothing any more");
      }
      return Optional.empty();
    }
    return Optional.of((RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(opened)));
  }
}
