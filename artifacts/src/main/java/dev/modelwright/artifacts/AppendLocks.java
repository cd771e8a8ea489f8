package dev.modelwright.artifacts;

import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the threads of this process from appending to one file at once, for all of its stores: file
 * locks are held by processes, not by threads.
 */
final class AppendLocks {

  private static final List<Object> STRIPES = Stream.generate(Object::new).limit(64).toList();

  private AppendLocks() {}

  static Object of(ArtifactPath path) {
    return STRIPES.get(Math.floorMod(path.hashCode(), STRIPES.size()));
  }
}
