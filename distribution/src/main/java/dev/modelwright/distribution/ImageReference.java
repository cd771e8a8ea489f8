package dev.modelwright.distribution;

/**
 * Where an engine or a user pulls an image from: {@code address/repository:tag} or {@code
 * address/repository@digest}.
 *
 * @param address host and port of the container registry as its readers see it; after a slash the
 *     prefix of the repository, if it has one
 */
public record ImageReference(String address, RepositoryName repository, Reference reference) {

  public ImageReference {
    if (address.isBlank() || address.contains("//") || address.startsWith("/")) {
      throw new IllegalArgumentException(
          "'%s' is no address of a container registry: give host:port or host:port/prefix"
              .formatted(address));
    }
  }

  /** The address without the prefix. */
  public String host() {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
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
