package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import java.util.Arrays;

/** How far the build of an image is. */
enum ImageState {
  NOT_STARTED("NotStarted"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  CANCELLED("Cancelled");

  private final String wireForm;

  ImageState(String wireForm) {
    this.wireForm = wireForm;
  }

  static ImageState of(String text) {
    return Arrays.stream(values())
        .filter(state -> state.wireForm.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            CommandException.systemError(
                "Cannot understand the image's state '%s'. Use a modelwright command as new as the server."
                    .formatted(text),
                null));
  }

  boolean isEnd() {
    return switch (this) {
      case NOT_STARTED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
