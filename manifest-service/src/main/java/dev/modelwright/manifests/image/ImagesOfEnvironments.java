package dev.modelwright.manifests.image;

import dev.modelwright.manifests.environment.EnvironmentId;
import dev.modelwright.manifests.environment.EnvironmentUsers;
import dev.modelwright.schemas.Dependant;
import java.util.List;

/** Images that are not finished go to environments. */
public final class ImagesOfEnvironments implements EnvironmentUsers {

  private final Images images;

  public ImagesOfEnvironments(Images images) {
    this.images = images;
  }

  @Override
  public List<Dependant> of(EnvironmentId environment, int limit) {
    return images.unfinished(environment, limit).stream()
        .map(image ->
            new Dependant(
                image.id(),
                "image '%s:%d' of account '%s'"
                    .formatted(image.name(), image.version(), image.account())))
        .toList();
  }
}
