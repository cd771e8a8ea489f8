package dev.modelwright.worker.build;

/** Whether a build still belongs to this worker. */
@FunctionalInterface
public interface Ownership {

  /**
   * Returns when the build is certain to be ours at this moment.
   *
   * @throws LostOwnershipException when another worker may have it
   */
  void confirm() throws InterruptedException;
}
