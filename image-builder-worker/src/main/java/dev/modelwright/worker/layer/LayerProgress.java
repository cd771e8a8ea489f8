package dev.modelwright.worker.layer;

/** Hears how far a layer is. */
@FunctionalInterface
public interface LayerProgress {

  LayerProgress NONE = _ -> {};

  /**
   * @param bytes of the uncompressed tar that were written in this attempt, including these
   */
  void written(long bytes);
}
