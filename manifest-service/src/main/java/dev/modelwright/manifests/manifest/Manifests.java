package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** Stored manifests. Thread-safe, also across processes. */
public interface Manifests {

  Optional<Manifest> find(UUID id);

  /**
   * Stores a manifest under the next version of its account and name: 1, 2, 3 … without gaps.
   * Atomic.
   *
   * @param manifest makes the manifest of a version
   * @return the stored one; when the id was stored before, the one of then
   */
  Manifest add(UUID id, String account, String name, IntFunction<Manifest> manifest);

  /** Manifests of an account in order of creation. */
  Page<Manifest> list(String account, Filter filter, PageRequest page);

  /** Conditions that must all hold; an absent one holds. */
  record Filter(Optional<String> name, Optional<UUID> modelId) {}
}
