package dev.modelwright.worker.engine;

import dev.modelwright.distribution.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a container is made from and may use. It never runs as root, never with more rights than its
 * user has.
 *
 * @param image that the engine has
 * @param owner id of the image record whose build needs the container
 * @param purpose for people who list containers: {@code environment} or {@code verification}
 * @param entrypoint in place of the image's; empty for the image's own
 * @param temporaryFolders folders in memory, by path
 * @param volumes named volumes of the engine, by the path where they are mounted
 */
public record ContainerOrder(
    ImageReference image,
    UUID owner,
    String purpose,
    List<String> entrypoint,
    Limits limits,
    Network network,
    List<String> temporaryFolders,
    Map<String, String> volumes) {

  public ContainerOrder {
    entrypoint = List.copyOf(entrypoint);
    temporaryFolders = List.copyOf(temporaryFolders);
    volumes = Map.copyOf(volumes);
  }

  /** What a container can reach. */
  public enum Network {
    /** Itself, under the name {@code localhost}. */
    NONE,
    /** What the engine's default bridge reaches. */
    BRIDGE
  }
}
