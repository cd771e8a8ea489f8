package dev.modelwright.manifests.image;

import dev.modelwright.manifests.manifest.ManifestUsers;
import dev.modelwright.schemas.Dependant;
import dev.modelwright.storage.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Images are what is made of manifests. */
public final class ImagesOfManifests implements ManifestUsers {

  private final Images images;

  public ImagesOfManifests(Images images) {
    this.images = images;
  }

  @Override
  public List<Dependant> of(String account, UUID manifest, int limit) {
    Images.Filter filter =
        new Images.Filter(
            Optional.empty(),
            Optional.of(manifest),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return images.list(account, filter, PageRequest.of(limit, null)).items().stream()
        .map(image ->
            new Dependant(image.id(), "image '%s:%d'".formatted(image.name(), image.version())))
        .toList();
  }
}
