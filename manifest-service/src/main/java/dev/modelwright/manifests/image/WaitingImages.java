package dev.modelwright.manifests.image;

import java.time.Instant;
import java.util.Optional;

/**
 * Images that no worker has begun, of all accounts.
 *
 * @param oldest when the one that waits longest was asked for; empty when none waits
 */
public record WaitingImages(long count, Optional<Instant> oldest) {}
