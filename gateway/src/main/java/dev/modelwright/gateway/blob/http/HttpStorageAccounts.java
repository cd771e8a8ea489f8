package dev.modelwright.gateway.blob.http;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.blob.StorageAccounts;
import dev.modelwright.gateway.owner.http.OwnerClient;
import dev.modelwright.schemas.Environment;
import dev.modelwright.web.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;

/** Asks the manifest-service, and remembers for some seconds: a large file comes in many blocks. */
public final class HttpStorageAccounts implements StorageAccounts {

  /** Other names are not ours; nobody need be asked. */
  private static final Pattern OURS = Pattern.compile("mw[0-9a-f]{20}");

  private static final Duration VALIDITY = Duration.ofSeconds(10);
  private static final int MOST_KNOWN = 1000;
  private static final int NOT_FOUND = 404;

  private final OwnerClient owner;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  public HttpStorageAccounts(OwnerClient owner) {
    this.owner = owner;
  }

  private record Known(StorageAccount account, long nanoTime) {

    boolean isFresh() {
      return System.nanoTime() - nanoTime < VALIDITY.toNanos();
    }
  }

  @Override
  public Optional<StorageAccount> find(String name) {
    if (!OURS.matcher(name).matches()) {
      return Optional.empty();
    }
    Known remembered = known.get(name);
    if (remembered != null && remembered.isFresh()) {
      return Optional.of(remembered.account());
    }
    Optional<StorageAccount> asked = ask(name);
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    asked.ifPresent(account -> known.put(name, new Known(account, System.nanoTime())));
    return asked;
  }

  private Optional<StorageAccount> ask(String name) {
    try {
      Environment.Keys keys =
          owner
              .ask(HttpMethod.POST, null, Environment.Keys.class, "storage-accounts", name, "keys")
              .body();
      return Optional.of(
          new StorageAccount(name, keys.storageKey(), StoreName.ofNullable(keys.artifactStore())));
    } catch (ProblemException e) {
      if (e.problem().statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
