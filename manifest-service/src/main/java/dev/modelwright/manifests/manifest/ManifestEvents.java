package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Problem;

/** Tells the world. Each returns after the fact is stored by the broker, and may be repeated. */
public interface ManifestEvents {

  void created(Manifest manifest);

  void rejected(NewManifest request, Problem problem);
}
