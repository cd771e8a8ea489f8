package dev.modelwright.worker.distribution;

/** The container registry has no such blob or image manifest. */
public final class UnknownContentException extends ContainerRegistryException {

  public UnknownContentException(String message) {
    super(message, null);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
