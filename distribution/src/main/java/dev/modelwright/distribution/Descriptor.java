package dev.modelwright.distribution;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names a blob within an image manifest.
 *
 * @param size in bytes
 * @param annotations sorted, so that equal descriptors are written alike
 */
public record Descriptor(
    String mediaType, Digest digest, long size, SortedMap<String, String> annotations) {

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, new TreeMap<>());
  }

  public Descriptor with(String annotation, String value) {
    SortedMap<String, String> more = new TreeMap<>(Map.copyOf(annotations));
    more.put(annotation, value);
    return new Descriptor(mediaType, digest, size, more);
  }
}
