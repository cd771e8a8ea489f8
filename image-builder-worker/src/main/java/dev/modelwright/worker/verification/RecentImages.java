package dev.modelwright.worker.verification;

import dev.modelwright.distribution.ImageReference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The images that were verified last. They stay in the engine, whose layers make the next
 * verification quick; older ones go, or its disk would grow with every build. Thread-safe.
 */
public final class RecentImages {

  private final int limit;
  private final SequencedSet<ImageReference> images = new LinkedHashSet<>();

  /**
   * @param limit how many, at least 1
   */
  public RecentImages(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "Cannot keep %d verified images: keep at least 1.".formatted(limit));
    }
    this.limit = limit;
  }

  /**
   * Remembers an image as the newest.
   *
   * @return the one that is too many now
   */
  synchronized Optional<ImageReference> add(ImageReference image) {
    images.addLast(image);
    return images.size() > limit ? Optional.of(images.removeFirst()) : Optional.empty();
  }
}
