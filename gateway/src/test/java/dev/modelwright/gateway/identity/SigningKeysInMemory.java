package dev.modelwright.gateway.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signing keys that end with the test. */
final class SigningKeysInMemory implements SigningKeys {

  private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();
  private boolean away;
  private int reads;

  void away(boolean isAway) {
    away = isAway;
  }

  int reads() {
    return reads;
  }

  @Override
  public List<SigningKey> all() {
    reads++;
    if (away) {
      throw new IdentityUnavailableException(new IllegalStateException("away"));
    }
    return keys.values().stream()
        .sorted(
            Comparator.comparing(SigningKey::createdAt).thenComparing(SigningKey::id).reversed())
        .toList();
  }

  @Override
  public void add(SigningKey key) {
    keys.put(key.id(), key);
  }

  @Override
  public boolean delete(String id) {
    return keys.remove(id) != null;
  }
}
