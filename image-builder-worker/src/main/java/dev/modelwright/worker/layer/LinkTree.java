package dev.modelwright.worker.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folders and symbolic links, small enough to be held. */
public final class LinkTree implements LayerContent {

  private final SortedSet<String> folders = new TreeSet<>(CanonicalOrder.INSTANCE);
  private final Map<String, String> links = new TreeMap<>(CanonicalOrder.INSTANCE);

  public LinkTree folder(String path) {
    folders.add(path);
    return this;
  }

  /**
   * @param target relative to the folder of the link
   * @throws ConflictingMembersException when there is such a link already
   */
  public LinkTree link(String path, String target) {
    if (links.putIfAbsent(path, target) != null) {
      throw new ConflictingMembersException(path);
    }
    return this;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    SortedSet<String> paths = new TreeSet<>(CanonicalOrder.INSTANCE);
    paths.addAll(folders);
    paths.addAll(links.keySet());
    CanonicalTar tar = new CanonicalTar(out);
    for (String path : paths) {
      if (links.containsKey(path)) {
        tar.symlink(path, links.get(path));
      } else {
        tar.directory(path);
      }
    }
    tar.finish();
  }
}
