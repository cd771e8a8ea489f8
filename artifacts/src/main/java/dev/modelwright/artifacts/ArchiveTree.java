package dev.modelwright.artifacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tree that the members of an archive make, so far. It refuses whatever does not stay within it
 * or fits nowhere.
 */
final class ArchiveTree {

  private static final int MAX_PATH_LENGTH = 4096;
  private static final int MAX_SEGMENT_LENGTH = 255;

  /** Each root becomes a link in the working directory. */
  private static final int MAX_ROOTS = 1000;

  private enum Kind {
    DIRECTORY,
    FILE,
    LINK
  }

  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<String> roots = new TreeSet<>();

  /**
   * The path of a member as we use it: without {@code ./} and doubled or trailing slashes. Empty
   * for the folder that holds everything.
   */
  String normalize(String name) {
    if (name.startsWith("/")) {
      throw outside(name, "its path is absolute");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : name.split("/")) {
      if (segment.equals("..")) {
        throw outside(name, "its path climbs out of the folder");
      }
      if (segment.length() > MAX_SEGMENT_LENGTH) {
        throw refused(name, "a name in it has more than 255 characters");
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    String path = String.join("/", segments);
    if (path.length() > MAX_PATH_LENGTH) {
      throw refused(name, "its path has more than 4096 characters");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw refused(name, "its path holds a control character");
    }
    return path;
  }

  /** Adds the folders above a path; those that are new, outermost first. */
  List<ArchiveMember.Directory> addParents(String path) {
    List<ArchiveMember.Directory> added = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      if (addDirectory(parent)) {
        added.add(new ArchiveMember.Directory(parent));
      }
    }
    return added;
  }

  /** False when the folder is there already: archives may repeat folders. */
  boolean addDirectory(String path) {
    Kind known = kinds.get(path);
    if (known == Kind.DIRECTORY) {
      return false;
    }
    if (known != null) {
      throw refused(path, "it is a folder and a file or link as well");
    }
    add(path, Kind.DIRECTORY);
    return true;
  }

  void addFile(String path) {
    addOnce(path, Kind.FILE);
  }

  /**
   * @param target as the archive has it
   */
  void addSymbolicLink(String path, String target) {
    if (target.isEmpty() || target.chars().anyMatch(Character::isISOControl)) {
      throw refused(path, "it is a link to nowhere");
    }
    if (target.startsWith("/") || climbs(path, target)) {
      throw refused(
          path, "it is a link to '%s', out of the folder".formatted(Shown.shortened(target)));
    }
    addOnce(path, Kind.LINK);
  }

  /**
   * @return path of the file that is linked to
   */
  String addHardLink(String path, String targetName) {
    String target = normalize(targetName);
    if (kinds.get(target) != Kind.FILE) {
      throw refused(
          path,
          "it is a hard link to '%s', which is no file before it in the archive"
              .formatted(Shown.shortened(targetName)));
    }
    addOnce(path, Kind.FILE);
    return target;
  }

  /** First segments of all paths, sorted. */
  List<String> roots() {
    return List.copyOf(roots);
  }

  /**
   * Whether a link's target leaves the tree. Steps up are counted only at its start, where they
   * lead through real folders; behind a name they could lead through another link, so that nobody
   * can tell where they end.
   */
  private static boolean climbs(String path, String target) {
    long depth = path.chars().filter(c -> c == '/').count();
    boolean below = false;
    for (String segment : target.split("/")) {
      if (segment.equals("..")) {
        depth--;
        if (below || depth < 0) {
          return true;
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        below = true;
      }
    }
    return false;
  }

  private void addOnce(String path, Kind kind) {
    if (path.isEmpty()) {
      throw refused(path, "it has no name");
    }
    if (kinds.containsKey(path)) {
      throw refused(path, "it is there twice");
    }
    add(path, kind);
  }

  private void add(String path, Kind kind) {
    kinds.put(path, kind);
    if (path.indexOf('/') < 0 && roots.add(path) && roots.size() > MAX_ROOTS) {
      throw new UnsafeArchiveException(
          "Cannot unpack the archive: it has more than 1,000 files and folders at its top. Pack the folder that holds them.");
    }
  }

  /** Clients pack a file under the path that was typed. */
  private static UnsafeArchiveException outside(String member, String cause) {
    return new UnsafeArchiveException(
        "Cannot unpack member '%s' of the archive: %s. Change into the folder that holds the file, and name it by its path from there."
            .formatted(Shown.shortened(member), cause));
  }

  static UnsafeArchiveException refused(String member, String cause) {
    return new UnsafeArchiveException(
        "Cannot unpack member '%s' of the archive: %s. Pack the files again, without it."
            .formatted(Shown.shortened(member), cause));
  }
}
