package dev.modelwright.worker.layer;

import dev.modelwright.artifacts.ArtifactPath;
import java.util.List;

/**
 * Bytes of the artifact store on their way into an image.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param size in bytes
 * @param unpacked whether the members of the archive, and not the archive, go into the image
 * @param fileName of the file when it is not unpacked
 * @param roots first path segments of what goes into the image, sorted
 */
public record PinnedContent(
    ArtifactPath path,
    String sha256,
    long size,
    boolean unpacked,
    String fileName,
    List<String> roots) {

  public PinnedContent {
    roots = List.copyOf(roots);
  }
}
