package dev.modelwright.distribution;

/** The container registry has no such blob or image manifest. */
public final class UnknownContentException extends ContainerRegistryException {

  public UnknownContentException(RepositoryName repository, Reference reference) {
    super(
        "Cannot find '%s' in repository '%s' of the container registry. Was it deleted? A new build makes it again."
            .formatted(reference.value(), repository),
        null);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
