package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** Stored manifests. Thread-safe, also across processes. */
public interface Manifests {

  /** Empty when there is none, or none any more. */
  Optional<Manifest> find(UUID id);

  /** Also when it was deleted. */
  Optional<Kept<Manifest>> findKept(UUID id);

  /**
   * Takes a manifest out of sight for ever; its id and version are never given again. Atomic.
   *
   * @return the manifest; empty when the account has none with this id
   */
  Optional<Manifest> delete(UUID id, String account, Instant now);

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
