package dev.modelwright.manifests.image;

import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps the state of images true to what workers report. */
public final class ImageProgress {

  private final Images images;

  public ImageProgress(Images images) {
    this.images = images;
  }

  /**
   * Applies a report. Idempotent: a transition that the state does not allow changes nothing.
   *
   * @param account whose image the report claims to be about; another's is left alone
   * @return false when the account has no such image
   */
  public boolean apply(UUID id, String account, UnaryOperator<ImageState> transition) {
    while (true) {
      Optional<Image> image = images.find(id).filter(found -> found.account().equals(account));
      if (image.isEmpty()) {
        return false;
      }
      ImageState next = transition.apply(image.get().state());
      if (next.equals(image.get().state()) || images.replace(image.get(), next)) {
        return true;
      }
    }
  }
}
