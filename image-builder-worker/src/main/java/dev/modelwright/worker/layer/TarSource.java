package dev.modelwright.worker.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A folder that a container engine hands out as a tar. The first segment of its paths is the name
 * of the folder itself, and gives way to where the folder lies in the image.
 *
 * <p>Links may lead anywhere: an environment links to the interpreter of its base image.
 */
record TarSource(TarSupplier supplier, String folder) implements TreeSource {

  @Override
  public void visit(TreeVisitor visitor) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(supplier.open(), StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        show(entry, tar, visitor);
      }
    }
  }

  private void show(TarArchiveEntry entry, TarArchiveInputStream tar, TreeVisitor visitor)
      throws IOException {
    String path = placed(entry.getName());
    boolean executable = (entry.getMode() & 0100) != 0;
    if (entry.isDirectory()) {
      visitor.directory(path);
    } else if (entry.isSymbolicLink()) {
      visitor.symlink(path, entry.getLinkName());
    } else if (entry.isLink()) {
      visitor.hardLink(path, executable, placed(entry.getLinkName()));
    } else if (isPlainFile(entry)) {
      visitor.file(path, executable, entry.getSize(), tar);
    } else {
      throw new UnfitMemberException(path);
    }
  }

  private String placed(String name) {
    int slash = name.indexOf('/');
    String inside = slash < 0 ? "" : name.substring(slash + 1);
    String path = inside.isEmpty() ? folder : folder + "/" + inside;
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static boolean isPlainFile(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isSparse()
        && !entry.isBlockDevice()
        && !entry.isCharacterDevice()
        && !entry.isFIFO();
  }
}
