package dev.modelwright.gateway.identity.mongodb;

import com.mongodb.MongoException;
import dev.modelwright.gateway.identity.IdentityUnavailableException;
import java.util.function.Supplier;

/** MongoDB, whose failures are told in words of ours. */
final class IdentityStore {

  private IdentityStore() {}

  /**
   * @throws IdentityUnavailableException when there is no answer
   */
  static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new IdentityUnavailableException(e);
    }
  }
}
