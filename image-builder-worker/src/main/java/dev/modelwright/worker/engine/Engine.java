package dev.modelwright.worker.engine;

import dev.modelwright.distribution.ImageReference;
import java.util.UUID;

/**
 * Runs containers. Thread-safe.
 *
 * <p>Every method throws an {@link EngineException} that knows whether a later try can help.
 */
public interface Engine {

  /**
   * Brings an image from its container registry into the engine. Idempotent; moves only layers that
   * are not there yet.
   *
   * @throws EngineRefusedException when there is no such image, or the credentials are wrong
   */
  void pull(ImageReference image, PullProgress progress) throws InterruptedException;

  /**
   * Takes an image out of the engine, unless a container or a tag uses it. Idempotent; an image
   * that cannot be removed stays.
   */
  void removeImage(ImageReference image);

  /**
   * Makes a container that does not run yet. Closing it removes it.
   *
   * @throws EngineRefusedException when the image is not in the engine
   */
  Container create(ContainerOrder order);

  /**
   * Removes what earlier attempts for an image have left, running or not. Idempotent.
   *
   * @return how many containers were removed
   */
  int removeContainersOf(UUID image);
}
