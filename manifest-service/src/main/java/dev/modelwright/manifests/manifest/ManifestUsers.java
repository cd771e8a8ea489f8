package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Dependant;
import java.util.List;
import java.util.UUID;

/** What is made of manifests. */
public interface ManifestUsers {

  /**
   * Some of what uses a manifest; empty when nothing does.
   *
   * @param limit how many at most
   */
  List<Dependant> of(String account, UUID manifest, int limit);
}
