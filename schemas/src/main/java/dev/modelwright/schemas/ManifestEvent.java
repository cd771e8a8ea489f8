package dev.modelwright.schemas;

import java.time.Instant;
import java.util.UUID;

/** Facts about manifests, on topic {@code manifests}. */
public sealed interface ManifestEvent extends Event {

  /** A manifest has its version, everything it names exists and is pinned. */
  record ManifestCreated(Manifest manifest) implements ManifestEvent {

    @Override
    public UUID id() {
      return manifest.id();
    }

    @Override
    public String account() {
      return manifest.account();
    }
  }

  /** A manifest was refused; nothing is stored. */
  record ManifestRejected(UUID id, String account, String name, Problem problem)
      implements ManifestEvent {}

  /** A manifest is gone from its account; its version is never given again. */
  record ManifestDeleted(UUID id, String account, String name, int version, Instant deletedAt)
      implements ManifestEvent {}
}
