package dev.modelwright.standalone;

/** A service did not start; it has said why itself. */
final class ServiceFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServiceFailedException(String service, Throwable cause) {
    super(
        "Cannot start the %s: %s. The lines above say more."
            .formatted(service, rootOf(cause).getMessage()),
        cause);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
