package dev.modelwright.manifests.image;

import java.util.UUID;

/** Marks that workers look for, so that they need nobody to tell them. */
public interface Cancellations {

  /** Returns when every worker can see it. Idempotent. */
  void mark(UUID image);
}
