package dev.modelwright.distribution;

/** The container registry could not be reached, failed or was too busy, several times in a row. */
public final class UnavailableContainerRegistryException extends ContainerRegistryException {

  public UnavailableContainerRegistryException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
