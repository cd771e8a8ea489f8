package dev.modelwright.distribution;

/** A container registry did not do what was asked. */
public abstract sealed class ContainerRegistryException extends RuntimeException
    permits ContainerRegistryRefusedException,
        UnavailableContainerRegistryException,
        UnknownContentException,
        DamagedContentException {

  ContainerRegistryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  public abstract boolean isTransient();
}
