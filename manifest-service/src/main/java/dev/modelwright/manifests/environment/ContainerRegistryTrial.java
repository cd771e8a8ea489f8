package dev.modelwright.manifests.environment;

import dev.modelwright.distribution.ContainerRegistryAccess;

/** Finds out whether images can go to a container registry. */
@FunctionalInterface
public interface ContainerRegistryTrial {

  /**
   * Pushes something tiny, pulls it again and deletes it; returns within some ten seconds.
   *
   * @throws dev.modelwright.distribution.UnusableContainerRegistryException which says what is
   *     wrong
   */
  void tryOut(ContainerRegistryAccess access);
}
