package dev.modelwright.gateway.exchange;

import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The last requests that were rejected, for whoever was told to read the outcome later. Whoever
 * comes too late repeats the request and hears of it again. Thread-safe.
 */
public final class Rejections {

  private static final int MOST = 10_000;

  private final Map<UUID, Rejection> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Rejection> eldest) {
          return size() > MOST;
        }
      };

  private record Rejection(String account, Problem problem) {}

  void heard(Event fact) {
    switch (fact) {
      case ModelRegistrationRejected model -> keep(model.id(), model.account(), model.problem());
      case ManifestRejected manifest -> keep(manifest.id(), manifest.account(), manifest.problem());
      case ImageRejected image -> keep(image.id(), image.account(), image.problem());
      default -> {}
    }
  }

  private synchronized void keep(UUID id, String account, Problem problem) {
    last.remove(id);
    last.put(id, new Rejection(account, problem));
  }

  /** Why a request of an account was rejected; empty when it was not, or is forgotten. */
  public synchronized Optional<Problem> find(Object account, UUID id) {
    return Optional.ofNullable(last.get(id))
        .filter(rejection -> rejection.account().equals(account.toString()))
        .map(Rejection::problem);
  }
}
