package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/** Manifests kept in memory; held to {@link ManifestsContract}. */
public final class ManifestsInMemory implements Manifests {

  private final List<Manifest> stored = new ArrayList<>();
  private final Set<UUID> deleted = new HashSet<>();

  @Override
  public synchronized Optional<Manifest> find(UUID id) {
    return stored(id).filter(_ -> !deleted.contains(id));
  }

  @Override
  public synchronized Optional<Kept<Manifest>> findKept(UUID id) {
    return stored(id).map(known -> new Kept<>(known, deleted.contains(id)));
  }

  private Optional<Manifest> stored(UUID id) {
    return stored.stream().filter(manifest -> manifest.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Optional<Manifest> delete(UUID id, String account, Instant now) {
    Optional<Manifest> manifest = find(id).filter(known -> known.account().equals(account));
    manifest.ifPresent(_ -> deleted.add(id));
    return manifest;
  }

  @Override
  public synchronized Manifest add(
      UUID id, String account, String name, IntFunction<Manifest> manifest) {
    return stored(id)
        .orElseGet(() -> {
          long versions =
              stored.stream()
                  .filter(known -> known.account().equals(account) && known.name().equals(name))
                  .count();
          Manifest next = manifest.apply((int) versions + 1);
          stored.add(next);
          return next;
        });
  }

  @Override
  public synchronized Page<Manifest> list(String account, Filter filter, PageRequest page) {
    List<Manifest> found =
        stored.stream()
            .filter(manifest -> manifest.account().equals(account))
            .filter(manifest -> !deleted.contains(manifest.id()))
            .filter(manifest -> filter.name().map(manifest.name()::equals).orElse(true))
            .filter(manifest -> filter.modelId().map(manifest.modelIds()::contains).orElse(true))
            .sorted(
                Comparator.comparing(Manifest::createdAt)
                    .thenComparing(manifest -> manifest.id().toString()))
            .filter(manifest -> page.after().map(after -> isAfter(manifest, after)).orElse(true))
            .limit(page.count() + 1)
            .toList();
    return Page.of(
        found, page.count(), last -> new PageRequest.Position(last.createdAt(), last.id()));
  }

  private static boolean isAfter(Manifest manifest, PageRequest.Position after) {
    int byTime = manifest.createdAt().compareTo(after.createdAt());
    return byTime > 0
        || (byTime == 0 && manifest.id().toString().compareTo(after.id().toString()) > 0);
  }
}
