package dev.modelwright.manifests.manifest;

class ManifestsInMemoryTests extends ManifestsContract {

  @Override
  protected Manifests createManifests() {
    return new ManifestsInMemory();
  }
}
