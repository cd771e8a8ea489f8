package dev.modelwright.gateway.blob.http;

import dev.modelwright.gateway.blob.StorageKeys;
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
public final class HttpStorageKeys implements StorageKeys {

  /** Other names are not ours; nobody need be asked. */
  private static final Pattern OURS = Pattern.compile("mw[0-9a-f]{20}");

  private static final Duration VALIDITY = Duration.ofSeconds(10);
  private static final int MOST_KNOWN = 1000;
  private static final int NOT_FOUND = 404;

  private final OwnerClient owner;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  public HttpStorageKeys(OwnerClient owner) {
    this.owner = owner;
  }

  private record Known(String key, long nanoTime) {

    boolean isFresh() {
      return System.nanoTime() - nanoTime < VALIDITY.toNanos();
    }
  }

  @Override
  public Optional<String> keyOf(String storageAccount) {
    if (!OURS.matcher(storageAccount).matches()) {
      return Optional.empty();
    }
    Known remembered = known.get(storageAccount);
    if (remembered != null && remembered.isFresh()) {
      return Optional.of(remembered.key());
    }
    Optional<String> asked = ask(storageAccount);
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    asked.ifPresent(key -> known.put(storageAccount, new Known(key, System.nanoTime())));
    return asked;
  }

  private Optional<String> ask(String storageAccount) {
    try {
      return Optional.of(
          owner
              .ask(
                  HttpMethod.POST,
                  null,
                  Environment.Keys.class,
                  "storage-accounts",
                  storageAccount,
                  "keys")
              .body()
              .storageKey());
    } catch (ProblemException e) {
      if (e.problem().statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
