package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Hands the members of one archive to a visitor, after the tree has taken them. */
final class ArchiveWalk {

  /** Carries the visitor's own exception past those who would take it for a damaged archive. */
  static final class VisitorException extends RuntimeException {

    private final IOException failure;

    private VisitorException(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }

  private final ArchiveVisitor visitor;
  private final int maxEntries;
  private final ArchiveTree tree = new ArchiveTree();
  private int count;

  ArchiveWalk(ArchiveVisitor visitor, int maxEntries) {
    this.visitor = visitor;
    this.maxEntries = maxEntries;
  }

  ArchiveTree tree() {
    return tree;
  }

  void directory(String name) {
    count();
    String path = tree.normalize(name);
    if (!path.isEmpty()) {
      enter(path);
      if (tree.addDirectory(path)) {
        visit(new ArchiveMember.Directory(path), InputStream.nullInputStream());
      }
    }
  }

  void file(String name, boolean executable, long size, long checksum, InputStream content)
      throws IOException {
    count();
    String path = tree.normalize(name);
    enter(path);
    tree.addFile(path);
    InputStream checked = new MemberStream(content, path, size, checksum);
    visit(new ArchiveMember.File(path, executable, size), checked);
    checked.transferTo(OutputStream.nullOutputStream());
  }

  void symbolicLink(String name, String target) {
    count();
    String path = tree.normalize(name);
    enter(path);
    tree.addSymbolicLink(path, target);
    visit(new ArchiveMember.SymbolicLink(path, target), InputStream.nullInputStream());
  }

  void hardLink(String name, String target) {
    count();
    String path = tree.normalize(name);
    enter(path);
    String file = tree.addHardLink(path, target);
    visit(new ArchiveMember.HardLink(path, file), InputStream.nullInputStream());
  }

  private void enter(String path) {
    for (ArchiveMember.Directory parent : tree.addParents(path)) {
      visit(parent, InputStream.nullInputStream());
    }
  }

  private void visit(ArchiveMember member, InputStream content) {
    try {
      visitor.visit(member, content);
    } catch (IOException e) {
      throw new VisitorException(e);
    }
  }

  private void count() {
    if (++count > maxEntries) {
      throw new UnsafeArchiveException(
          "Cannot unpack the archive: it has more than %,d members. Leave out what is not needed, or let the operator raise modelwright.archives.max-entries."
              .formatted(maxEntries));
    }
  }
}
