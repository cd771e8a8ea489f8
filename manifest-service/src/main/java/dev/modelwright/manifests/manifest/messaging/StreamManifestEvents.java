package dev.modelwright.manifests.manifest.messaging;

import dev.modelwright.manifests.manifest.ManifestEvents;
import dev.modelwright.manifests.manifest.NewManifest;
import dev.modelwright.messaging.Events;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.ManifestEvent.ManifestCreated;
import dev.modelwright.schemas.ManifestEvent.ManifestDeleted;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.schemas.Problem;
import java.time.Instant;

/**
 * Facts about manifests on Kafka; each is correlated with the request, whose id the manifest has.
 */
public final class StreamManifestEvents implements ManifestEvents {

  private final Events events;

  public StreamManifestEvents(Events events) {
    this.events = events;
  }

  @Override
  public void created(Manifest manifest) {
    events.publish(new ManifestCreated(manifest), manifest.id());
  }

  @Override
  public void deleted(Manifest manifest, Instant deletedAt) {
    events.publish(
        new ManifestDeleted(
            manifest.id(), manifest.account(), manifest.name(), manifest.version(), deletedAt),
        manifest.id());
  }

  @Override
  public void rejected(NewManifest request, Problem problem) {
    events.publish(
        new ManifestRejected(request.id(), request.account(), request.name(), problem),
        request.id());
  }
}
