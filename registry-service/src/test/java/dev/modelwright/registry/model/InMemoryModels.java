package dev.modelwright.registry.model;

import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/** Models for tests of their users; keeps the same contract as the real store. */
public final class InMemoryModels implements Models {

  private static final Comparator<Model> BY_CREATION =
      Comparator.comparing(Model::createdAt).thenComparing(model -> model.id().toString());

  private final Map<UUID, Model> models = new LinkedHashMap<>();
  private final Set<UUID> deleted = new HashSet<>();

  @Override
  public synchronized Optional<Model> find(UUID id) {
    return Optional.ofNullable(models.get(id)).filter(_ -> !deleted.contains(id));
  }

  @Override
  public synchronized Optional<Kept<Model>> findKept(UUID id) {
    return Optional.ofNullable(models.get(id))
        .map(model -> new Kept<>(model, deleted.contains(id)));
  }

  @Override
  public synchronized Optional<Model> delete(UUID id, String account, Instant now) {
    Optional<Model> model = find(id).filter(known -> known.account().equals(account));
    model.ifPresent(_ -> deleted.add(id));
    return model;
  }

  @Override
  public synchronized Model add(UUID id, String account, String name, IntFunction<Model> model) {
    return models.computeIfAbsent(id, _ -> model.apply(highestVersion(account, name) + 1));
  }

  private int highestVersion(String account, String name) {
    return models.values().stream()
        .filter(model -> model.account().equals(account) && model.name().equals(name))
        .mapToInt(Model::version)
        .max()
        .orElse(0);
  }

  @Override
  public synchronized Page<Model> list(String account, Filter filter, PageRequest page) {
    List<Model> found =
        models.values().stream()
            .filter(model -> model.account().equals(account) && !deleted.contains(model.id()))
            .filter(model -> filter.name().map(model.name()::equals).orElse(true))
            .filter(model -> model.tags().containsAll(filter.tags()))
            .filter(model -> page.after().map(position -> isAfter(model, position)).orElse(true))
            .sorted(BY_CREATION)
            .limit(page.count() + 1)
            .toList();
    return Page.of(
        found, page.count(), model -> new PageRequest.Position(model.createdAt(), model.id()));
  }

  private static boolean isAfter(Model model, PageRequest.Position position) {
    int byTime = model.createdAt().compareTo(position.createdAt());
    return byTime > 0
        || (byTime == 0 && model.id().toString().compareTo(position.id().toString()) > 0);
  }

  public synchronized int size() {
    return models.size();
  }
}
