package dev.modelwright.manifests.image;

import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.storage.Kept;
import dev.modelwright.storage.Page;
import dev.modelwright.storage.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** Stored images. Thread-safe, also across processes. */
public interface Images {

  /** Empty when there is none, or none any more. */
  Optional<Image> find(UUID id);

  /** Also when it was deleted. */
  Optional<Kept<Image>> findKept(UUID id);

  /**
   * Takes an image out of sight for ever, if it still is what the caller saw; its id and version
   * are never given again. Atomic.
   *
   * @return false when somebody else was quicker; look again
   */
  boolean delete(Image seen, Instant now);

  /**
   * Stores an image under the next version of its account and name: 1, 2, 3 … without gaps. Atomic.
   *
   * @param image makes the image of a version
   * @return the stored one; when the id was stored before, the one of then
   */
  Image add(UUID id, String account, String name, IntFunction<Image> image);

  /**
   * Replaces the state of an image, if it still is what the caller saw. Atomic.
   *
   * @return false when somebody else was quicker; look again
   */
  boolean replace(Image seen, ImageState next);

  /** Images of an account in order of creation. */
  Page<Image> list(String account, Filter filter, PageRequest page);

  /**
   * Images of any account that are not finished and go to an environment.
   *
   * @param limit how many at most
   */
  List<Image> unfinished(EnvironmentId environment, int limit);

  /** What waits for a worker; answered within seconds, or not at all. */
  WaitingImages waiting();

  /** Conditions that must all hold; an absent one holds. */
  record Filter(
      Optional<String> name,
      Optional<UUID> manifestId,
      Optional<String> manifestName,
      Optional<UUID> modelId,
      Optional<String> state) {}
}
