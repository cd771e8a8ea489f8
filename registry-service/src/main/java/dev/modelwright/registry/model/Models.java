package dev.modelwright.registry.model;

import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Stored models. Thread-safe, also across processes. Every method throws {@link
 * ModelsUnavailableException} when the store does not answer; trying again may help.
 */
public interface Models {

  /** Empty when there is none, or none any more. */
  Optional<Model> find(UUID id);

  /** Also when it was deleted. */
  Optional<Kept<Model>> findKept(UUID id);

  /**
   * Stores a model under the next version of its account and name: 1, 2, 3 … without gaps. Atomic
   * and idempotent.
   *
   * @param model makes the model of a version; may be asked more than once
   * @return the stored one; when the id was stored before, the one of then, of whatever account
   */
  Model add(UUID id, String account, String name, IntFunction<Model> model);

  /**
   * Takes a model out of sight for ever; its id and version are never given again. Atomic.
   *
   * @return the model; empty when the account has none with this id
   */
  Optional<Model> delete(UUID id, String account, Instant now);

  /** Models of an account in order of creation, then of id. */
  Page<Model> list(String account, Filter filter, PageRequest page);

  /**
   * Conditions that must all hold.
   *
   * @param name empty for any
   * @param tags that a model has, all of them; spelled as {@link Model} keeps them
   */
  record Filter(Optional<String> name, List<String> tags) {

    public Filter {
      tags = tags.stream().map(Model::canonical).toList();
    }
  }
}
