package dev.modelwright.worker.engine;

/** Takes how far a pull is. */
@FunctionalInterface
public interface PullProgress {

  /**
   * @param received bytes so far
   * @param total bytes of the layers that are known to be missing so far; grows
   */
  void progressed(long received, long total);

  static PullProgress none() {
    return (_, _) -> {};
  }
}
