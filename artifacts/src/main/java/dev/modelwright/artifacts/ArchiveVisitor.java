package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;

/** Takes the members of an archive one by one. */
@FunctionalInterface
public interface ArchiveVisitor {

  /**
   * @param content of a file, empty for anything else; need not be read to its end nor closed
   */
  void visit(ArchiveMember member, InputStream content) throws IOException;
}
