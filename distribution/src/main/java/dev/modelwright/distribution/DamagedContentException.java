package dev.modelwright.distribution;

/** Bytes of the container registry do not match the digest that names them. */
public final class DamagedContentException extends ContainerRegistryException {

  public DamagedContentException(String message) {
    super(message, null);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
