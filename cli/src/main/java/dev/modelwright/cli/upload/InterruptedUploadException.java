package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;

/** An upload broke off for a reason that may pass. */
final class InterruptedUploadException extends Exception {

  InterruptedUploadException(String message, Throwable cause) {
    super(message, cause);
  }

  CommandException afterLastTry(String name) {
    return CommandException.systemError(
        "Cannot upload '%s': %s. Check the connection to the server and the room on its disk, then try again."
            .formatted(name, getMessage()),
        this);
  }
}
