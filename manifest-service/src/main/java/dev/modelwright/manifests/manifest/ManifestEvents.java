package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Problem;
import java.time.Instant;

/** Tells the world. Each returns after the fact is stored by the broker, and may be repeated. */
public interface ManifestEvents {

  void created(Manifest manifest);

  void deleted(Manifest manifest, Instant deletedAt);

  void rejected(NewManifest request, Problem problem);
}
