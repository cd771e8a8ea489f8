package dev.modelwright.worker.distribution;

/**
 * Where an engine or a user pulls an image from: {@code address/repository:tag} or {@code
 * address/repository@digest}.
 *
 * @param address host and port of the container registry as its readers see it
 */
public record ImageReference(String address, RepositoryName repository, Reference reference) {

  public ImageReference {
    if (address.isBlank() || address.contains("/")) {
      throw new IllegalArgumentException(
          "'%s' is no address of a container registry: give host:port".formatted(address));
    }
  }

  @Override
  public String toString() {
    String separator =
        switch (reference) {
          case Digest _ -> "@";
          case Tag _ -> ":";
        };
    return address + "/" + repository + separator + reference.value();
  }
}
