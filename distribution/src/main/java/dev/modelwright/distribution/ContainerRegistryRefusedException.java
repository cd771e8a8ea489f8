package dev.modelwright.distribution;

/** The container registry refused: wrong credentials, missing rights, or bytes it does not take. */
public final class ContainerRegistryRefusedException extends ContainerRegistryException {

  private final int statusCode;

  public ContainerRegistryRefusedException(String message, int statusCode) {
    super(message, null);
    this.statusCode = statusCode;
  }

  public int statusCode() {
    return statusCode;
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
