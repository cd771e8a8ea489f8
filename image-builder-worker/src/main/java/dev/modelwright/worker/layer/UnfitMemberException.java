package dev.modelwright.worker.layer;

/** Something in a tree has no place in an image: a device, a pipe or a socket. */
public final class UnfitMemberException extends RuntimeException {

  UnfitMemberException(String path) {
    super(
        "Cannot make layer: '%s' is neither file, folder nor link. Do not make it while installing."
            .formatted(path));
  }
}
