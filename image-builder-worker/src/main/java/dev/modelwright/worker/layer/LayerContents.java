package dev.modelwright.worker.layer;

import dev.modelwright.artifacts.Archive;
import dev.modelwright.artifacts.ArchiveLimits;
import dev.modelwright.artifacts.Artifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Knows how to read what goes into layers. */
public final class LayerContents {

  private final Artifacts artifacts;
  private final ArchiveLimits limits;
  private final Path spoolFolder;

  /**
   * @param spoolFolder for temporary files, needed when a tree does not come sorted
   */
  public LayerContents(Artifacts artifacts, ArchiveLimits limits, Path spoolFolder) {
    this.artifacts = artifacts;
    this.limits = limits;
    this.spoolFolder = spoolFolder;
  }

  /** Files and archives of the artifact store, each in its folder. */
  public LayerContent of(List<PlacedContent> contents) {
    List<TreeSource> sources = contents.stream().map(this::source).toList();
    return sources.size() == 1 && sources.getFirst() instanceof FileSource file
        ? file
        : TreeLayer.of(sources, spoolFolder);
  }

  /**
   * A folder as an engine hands it out.
   *
   * @param tar whose first path segment is the folder's own name
   * @param folder where it lies in the image, without a leading slash
   */
  public LayerContent ofFolder(TarSupplier tar, String folder) {
    return TreeLayer.of(List.of(new TarSource(tar, folder)), spoolFolder);
  }

  /** Key of what {@link #of} makes. */
  public LayerKey keyOf(List<PlacedContent> contents, Compression compression) {
    List<String> parts = new ArrayList<>();
    parts.add(compression.mediaType());
    for (PlacedContent placed : contents) {
      PinnedContent content = placed.content();
      parts.add(content.artifact().sha256());
      parts.add(content.isUnpacked() ? placed.folder() + "/" : placed.filePath());
    }
    return LayerKey.of(parts);
  }

  private TreeSource source(PlacedContent placed) {
    PinnedContent content = placed.content();
    return content.isUnpacked()
        ? new ArchiveSource(
            new Archive(artifacts, content.artifact(), content.format(), limits), placed.folder())
        : new FileSource(artifacts, content.artifact(), placed.filePath());
  }
}
