package dev.modelwright.manifests.image;

import dev.modelwright.schemas.Phase;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * How far the build of an image is. It moves forward only: what an older attempt reports late
 * changes nothing, and nothing changes after the end.
 */
public sealed interface ImageState {

  /** Number of the attempt that this state speaks of; 0 before the first. */
  int attempt();

  /** A worker has begun the given attempt. */
  default ImageState started(int attempt, URI logUri) {
    return attempt > attempt() ? new Running(attempt, logUri, List.of()) : this;
  }

  /** The given attempt reports its phases. */
  default ImageState progressed(int attempt, List<Phase> phases) {
    return this;
  }

  /** The given attempt has ended well. */
  default ImageState succeeded(
      int attempt, String location, String digest, List<Phase> phases, Instant endedAt) {
    return this;
  }

  /** The given attempt has ended without an image. */
  default ImageState failed(int attempt, Problem problem, List<Phase> phases, Instant endedAt) {
    return this;
  }

  /** Somebody does not want it any more. */
  default ImageState cancelled(Problem problem, Instant endedAt) {
    return this;
  }

  /** Waits for a worker. */
  record NotStarted() implements ImageState {

    @Override
    public int attempt() {
      return 0;
    }

    @Override
    public ImageState cancelled(Problem problem, Instant endedAt) {
      return new Cancelled(attempt(), null, problem, List.of(), endedAt);
    }
  }

  /** A worker makes it. */
  record Running(int attempt, URI logUri, List<Phase> phases) implements ImageState {

    @Override
    public ImageState progressed(int attempt, List<Phase> phases) {
      return attempt == this.attempt ? new Running(attempt, logUri, phases) : this;
    }

    @Override
    public ImageState succeeded(
        int attempt, String location, String digest, List<Phase> phases, Instant endedAt) {
      return attempt == this.attempt
          ? new Succeeded(attempt, logUri, location, digest, phases, endedAt)
          : this;
    }

    @Override
    public ImageState failed(int attempt, Problem problem, List<Phase> phases, Instant endedAt) {
      return attempt == this.attempt ? new Failed(attempt, logUri, problem, phases, endedAt) : this;
    }

    @Override
    public ImageState cancelled(Problem problem, Instant endedAt) {
      return new Cancelled(attempt, logUri, problem, phases, endedAt);
    }
  }

  /** Its tag is in place. */
  record Succeeded(
      int attempt, URI logUri, String location, String digest, List<Phase> phases, Instant endedAt)
      implements ImageState {

    @Override
    public ImageState started(int attempt, URI logUri) {
      return this;
    }
  }

  /** It will not be made. */
  record Failed(int attempt, URI logUri, Problem problem, List<Phase> phases, Instant endedAt)
      implements ImageState {

    @Override
    public ImageState started(int attempt, URI logUri) {
      return this;
    }
  }

  /**
   * Nobody wants it any more.
   *
   * @param logUri null when no worker had begun
   */
  record Cancelled(int attempt, URI logUri, Problem problem, List<Phase> phases, Instant endedAt)
      implements ImageState {

    @Override
    public ImageState started(int attempt, URI logUri) {
      return this;
    }
  }
}
