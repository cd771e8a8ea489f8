package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** Manifests kept in memory; held to {@link ManifestsContract}. */
public final class ManifestsInMemory implements Manifests {

  private final List<Manifest> stored = new ArrayList<>();

  @Override
  public synchronized Optional<Manifest> find(UUID id) {
    return stored.stream().filter(manifest -> manifest.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Manifest add(
      UUID id, String account, String name, IntFunction<Manifest> manifest) {
    return find(id)
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
            .filter(manifest -> filter.name().map(manifest.name()::equals).orElse(true))
            .filter(manifest -> filter.modelId().map(manifest.modelIds()::contains).orElse(true))
            .sorted(
                Comparator.comparing(Manifest::createdAt)
                    .thenComparing(manifest -> manifest.id().toString()))
            .filter(manifest -> page.after().map(after -> isAfter(manifest, after)).orElse(true))
            .toList();
    if (found.size() <= page.count()) {
      return new Page<>(found, Optional.empty());
    }
    List<Manifest> items = found.subList(0, page.count());
    Manifest last = items.getLast();
    return new Page<>(
        items, Optional.of(new PageRequest.Position(last.createdAt(), last.id()).token()));
  }

  private static boolean isAfter(Manifest manifest, PageRequest.Position after) {
    int byTime = manifest.createdAt().compareTo(after.createdAt());
    return byTime > 0
        || (byTime == 0 && manifest.id().toString().compareTo(after.id().toString()) > 0);
  }
}
