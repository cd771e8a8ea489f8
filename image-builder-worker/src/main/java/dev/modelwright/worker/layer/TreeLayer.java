package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A layer made of trees that lie side by side or within one another, without a common file. */
final class TreeLayer implements LayerContent {

  private final List<TreeSource> sources;
  private final Path spoolFolder;
  private final boolean sorted;

  private TreeLayer(List<TreeSource> sources, Path spoolFolder, boolean sorted) {
    this.sources = sources;
    this.spoolFolder = spoolFolder;
    this.sorted = sorted;
  }

  /** Believes a single source to be sorted until it turns out that it is not. */
  static TreeLayer of(List<TreeSource> sources, Path spoolFolder) {
    return new TreeLayer(List.copyOf(sources), spoolFolder, sources.size() == 1);
  }

  @Override
  public LayerContent inAnyOrder() {
    return new TreeLayer(sources, spoolFolder, false);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    CanonicalTar tar = new CanonicalTar(out);
    if (sorted) {
      sources.getFirst().visit(tar);
    } else {
      writeSpooled(tar);
    }
    tar.finish();
  }

  private void writeSpooled(CanonicalTar tar) throws IOException {
    try (Spool spool = Spool.in(spoolFolder)) {
      for (TreeSource source : sources) {
        source.visit(spool);
      }
      spool.writeTo(tar);
    }
  }
}
