package dev.modelwright.gateway.upload;

import dev.modelwright.artifacts.Artifacts;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes uploads that have lain there for longer than they may. What was registered is pinned
 * elsewhere in the store, so that only what nobody wanted is lost.
 */
public final class AbandonedUploads {

  private static final Logger log = LoggerFactory.getLogger(AbandonedUploads.class);

  private final Artifacts artifacts;
  private final UploadLimits limits;
  private final Clock clock;

  public AbandonedUploads(Artifacts artifacts, UploadLimits limits, Clock clock) {
    this.artifacts = artifacts;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Idempotent, and safe in several gateways at once. A failure is logged: the next run repeats it.
   */
  public void sweep() {
    try {
      int count = artifacts.sweep(clock.instant().minus(limits.keptFor()));
      if (count > 0) {
        log.info("Deleted {} uploads older than {}", count, limits.keptFor());
      }
    } catch (RuntimeException e) {
      log.warn("Cannot delete abandoned uploads: {}", e.getMessage());
    }
  }
}
