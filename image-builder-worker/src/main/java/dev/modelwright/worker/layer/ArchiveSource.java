package dev.modelwright.worker.layer;

import dev.modelwright.artifacts.Archive;
import dev.modelwright.artifacts.ArchiveMember;
import dev.modelwright.artifacts.ArchiveMember.Directory;
import dev.modelwright.artifacts.ArchiveMember.File;
import dev.modelwright.artifacts.ArchiveMember.HardLink;
import dev.modelwright.artifacts.ArchiveMember.SymbolicLink;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** The members of an archive of the artifact store, below a folder of the image. */
record ArchiveSource(Archive archive, String folder) implements TreeSource {

  @Override
  public void visit(TreeVisitor visitor) throws IOException {
    visitor.directory(folder);
    Set<String> executables = new HashSet<>();
    archive.read((member, content) -> show(member, content, executables, visitor));
  }

  private void show(
      ArchiveMember member, InputStream content, Set<String> executables, TreeVisitor visitor)
      throws IOException {
    String path = folder + "/" + member.path();
    switch (member) {
      case Directory _ -> visitor.directory(path);
      case File file -> {
        if (file.executable()) {
          executables.add(file.path());
        }
        visitor.file(path, file.executable(), file.size(), content);
      }
      case SymbolicLink link -> visitor.symlink(path, link.target());
      case HardLink link -> {
        boolean executable = executables.contains(link.target());
        visitor.hardLink(path, executable, folder + "/" + link.target());
      }
    }
  }
}
