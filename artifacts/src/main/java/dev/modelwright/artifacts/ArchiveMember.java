package dev.modelwright.artifacts;

/** A member of an archive. Paths are relative, joined by slashes, and lie within the archive. */
public sealed interface ArchiveMember {

  String path();

  /** The first segment of the path. */
  default String root() {
    int slash = path().indexOf('/');
    return slash < 0 ? path() : path().substring(0, slash);
  }

  record Directory(String path) implements ArchiveMember {}

  /**
   * @param size in bytes; the content has exactly so many
   */
  record File(String path, boolean executable, long size) implements ArchiveMember {}

  /**
   * @param target relative to the link's folder; within the archive, but perhaps nothing is there
   */
  record SymbolicLink(String path, String target) implements ArchiveMember {}

  /**
   * @param target path of a file that came before
   */
  record HardLink(String path, String target) implements ArchiveMember {}
}
