package dev.modelwright.artifacts;

import java.util.List;

/**
 * Content that lies in the artifact store and was found fit for an image.
 *
 * @param path where the bytes lie
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param size in bytes
 * @param fileName name of the file when it is not unpacked
 * @param roots first path segments of the members, sorted, when it is unpacked; else the file name
 */
public record Pinned(
    ArtifactPath path,
    String sha256,
    long size,
    ContentFormat format,
    String fileName,
    List<String> roots) {

  public Pinned {
    roots = List.copyOf(roots);
  }
}
