package dev.modelwright.worker.layer;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ContentFormat;
import java.util.List;

/**
 * Bytes of the artifact store on their way into an image.
 *
 * @param unpack whether the members of an archive go into the image in its place
 * @param fileName of the file when it is not unpacked
 * @param roots first path segments of what goes into the image, sorted
 */
public record PinnedContent(
    Artifact artifact, ContentFormat format, boolean unpack, String fileName, List<String> roots) {

  public PinnedContent {
    roots = List.copyOf(roots);
  }

  public boolean isUnpacked() {
    return unpack && format.isArchive();
  }
}
