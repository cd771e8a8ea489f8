package dev.modelwright.gateway.upload;

import java.time.Duration;

/**
 * What an upload may be.
 *
 * @param validity of the URLs that we hand out
 * @param maxSize of one file, in bytes
 * @param keptFor how long a file stays that nobody registers
 */
public record UploadLimits(Duration validity, long maxSize, Duration keptFor) {

  public UploadLimits {
    if (keptFor.compareTo(validity) <= 0) {
      throw new IllegalArgumentException(
          "modelwright.uploads.kept-for (%s) must be longer than modelwright.uploads.validity (%s): a URL must not outlive its file."
              .formatted(keptFor, validity));
    }
  }
}
