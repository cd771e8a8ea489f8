package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything in a folder, sorted by name, under the folder's own name.
 *
 * <p>Symbolic links are replaced by what they lead to, as long as that lies in the folder: an
 * archive must mean the same on every machine.
 */
final class FolderListing {

  private final Source.Folder folder;
  private final Path root;
  private final List<Member> members = new ArrayList<>();

  private FolderListing(Source.Folder folder) throws IOException {
    this.folder = folder;
    this.root = folder.path().toRealPath();
  }

  /**
   * @throws CommandException when a member leads out of the folder, nowhere, or is no file
   */
  static List<Member> of(Source.Folder folder) {
    try {
      FolderListing listing = new FolderListing(folder);
      listing.add(listing.root, folder.name() + "/", new LinkedHashSet<>());
      listing.members.sort(Comparator.comparing(Member::name));
      return listing.members;
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  private void add(Path directory, String name, Set<Path> ancestors) throws IOException {
    members.add(new Member(name, directory, 0));
    ancestors.add(directory);
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        addChild(child, name + child.getFileName(), ancestors);
      }
    }
    ancestors.remove(directory);
  }

  private void addChild(Path child, String name, Set<Path> ancestors) throws IOException {
    Path real = Files.isSymbolicLink(child) ? target(child, name) : child;
    if (Files.isDirectory(real)) {
      if (ancestors.contains(real)) {
        throw refusal(name, "the link leads back to a folder that it lies in", "Remove the link");
      }
      add(real, name + "/", ancestors);
    } else if (Files.isRegularFile(real)) {
      members.add(new Member(name, real, Files.size(real)));
    } else {
      throw refusal(name, "it is neither a file nor a folder", "Remove it from the folder");
    }
  }

  private Path target(Path link, String name) throws IOException {
    Path real;
    try {
      real = link.toRealPath();
    } catch (NoSuchFileException _) {
      throw refusal(
          name,
          "the link leads to " + Files.readSymbolicLink(link) + ", which is not there",
          "Remove the link");
    }
    if (!real.startsWith(root)) {
      throw refusal(
          name,
          "the link leads out of the folder, to " + real,
          "Put the file itself into the folder");
    }
    return real;
  }

  private CommandException refusal(String member, String cause, String remedy) {
    return CommandException.userError(
        "Cannot pack folder '%s': '%s': %s. %s.".formatted(folder.path(), member, cause, remedy));
  }

  private static CommandException unreadable(Source.Folder folder, IOException cause) {
    String reason =
        cause instanceof AccessDeniedException denied
            ? "permission denied for " + denied.getFile()
            : String.valueOf(cause.getMessage());
    return CommandException.userError(
        "Cannot read folder '%s': %s. Make everything in it readable."
            .formatted(folder.path(), reason),
        cause);
  }
}
