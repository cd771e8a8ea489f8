package dev.modelwright.worker.build;

import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.ImageReference;

/** How an attempt ended. */
public sealed interface Outcome {

  /**
   * The image has answered and its tag is in place.
   *
   * @param location as engines and users reach it
   */
  record Succeeded(ImageReference location, Digest digest) implements Outcome {}

  /** There is no image, for a cause that a repetition would not change. */
  record Failed(Failure failure) implements Outcome {}

  /** Nobody wants it any more. */
  record Cancelled() implements Outcome {}

  /** The attempt was broken off: the build is another worker's now, or this one shuts down. */
  record Abandoned(String why) implements Outcome {}
}
