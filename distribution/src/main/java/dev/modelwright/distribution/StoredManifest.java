package dev.modelwright.distribution;

/**
 * An image manifest as the bytes that its digest names.
 *
 * @param mediaType of the bytes
 */
public record StoredManifest(String mediaType, byte[] bytes) {

  public Digest digest() {
    return Digest.of(bytes);
  }
}
