package dev.modelwright.worker.layer;

import dev.modelwright.distribution.MediaTypes;

/** How the bytes of a layer are stored. */
public enum Compression {
  /** For content that does not compress, such as weights: readers skip inflating. */
  NONE(MediaTypes.LAYER),
  /** For environments, code and text: every engine reads it. */
  GZIP(MediaTypes.LAYER_GZIP);

  private final String mediaType;

  Compression(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
