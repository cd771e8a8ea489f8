package dev.modelwright.manifests.image;

import dev.modelwright.manifests.environment.EnvironmentId;
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

/** Images kept in memory; held to {@link ImagesContract}. */
public final class ImagesInMemory implements Images {

  private final List<Image> stored = new ArrayList<>();
  private final Set<UUID> deleted = new HashSet<>();

  @Override
  public synchronized Optional<Image> find(UUID id) {
    return stored(id).filter(_ -> !deleted.contains(id));
  }

  @Override
  public synchronized Optional<Kept<Image>> findKept(UUID id) {
    return stored(id).map(known -> new Kept<>(known, deleted.contains(id)));
  }

  private Optional<Image> stored(UUID id) {
    return stored.stream().filter(image -> image.id().equals(id)).findFirst();
  }

  @Override
  public synchronized boolean delete(Image seen, Instant now) {
    return stored.contains(seen) && deleted.add(seen.id());
  }

  @Override
  public synchronized Image add(UUID id, String account, String name, IntFunction<Image> image) {
    return stored(id)
        .orElseGet(() -> {
          long versions =
              stored.stream()
                  .filter(known -> known.account().equals(account) && known.name().equals(name))
                  .count();
          Image next = image.apply((int) versions + 1);
          stored.add(next);
          return next;
        });
  }

  @Override
  public synchronized boolean replace(Image seen, ImageState next) {
    int index = stored.indexOf(seen);
    if (index < 0 || deleted.contains(seen.id())) {
      return false;
    }
    stored.set(index, seen.with(next));
    return true;
  }

  @Override
  public synchronized Page<Image> list(String account, Filter filter, PageRequest page) {
    List<Image> found =
        stored.stream()
            .filter(image -> image.account().equals(account) && !deleted.contains(image.id()))
            .filter(image -> filter.name().map(image.name()::equals).orElse(true))
            .filter(image -> filter.manifestId().map(image.manifest().id()::equals).orElse(true))
            .filter(
                image -> filter.manifestName().map(image.manifest().name()::equals).orElse(true))
            .filter(
                image -> filter.modelId().map(image.manifest().modelIds()::contains).orElse(true))
            .filter(image ->
                filter.state().map(image.state().getClass().getSimpleName()::equals).orElse(true))
            .sorted(
                Comparator.comparing(Image::createdAt)
                    .thenComparing(image -> image.id().toString()))
            .limit(page.count())
            .toList();
    return new Page<>(found, Optional.empty());
  }

  @Override
  public synchronized List<Image> unfinished(EnvironmentId environment, int limit) {
    return stored.stream()
        .filter(image -> !deleted.contains(image.id()))
        .filter(image ->
            Optional.ofNullable(image.computeResourceId())
                .flatMap(EnvironmentId::ofResource)
                .filter(environment::equals)
                .isPresent())
        .filter(image ->
            image.state() instanceof ImageState.NotStarted
                || image.state() instanceof ImageState.Running)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized WaitingImages waiting() {
    List<Instant> waiting =
        stored.stream()
            .filter(image -> image.state() instanceof ImageState.NotStarted)
            .filter(image -> !deleted.contains(image.id()))
            .map(Image::createdAt)
            .sorted()
            .toList();
    return new WaitingImages(waiting.size(), waiting.stream().findFirst());
  }
}
