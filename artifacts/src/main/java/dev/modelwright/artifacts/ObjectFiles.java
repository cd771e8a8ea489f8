package dev.modelwright.artifacts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of objects: where they lie, how they appear and go.
 *
 * <pre>
 * objects/ab/cdef…   metadata, named by the SHA-256 of the path; its link into place is the commit
 * staged/abcdef…     the same for objects that are not accepted yet
 * uploads/ab/cdef…   the same for what clients sent
 * data/ab/cdef…      bytes
 * incoming/          files being written, and what has come of uploads that broke off
 * </pre>
 */
final class ObjectFiles {

  private final Path objects;
  private final Path staged;
  private final Path uploads;
  private final Path data;
  private final Path incoming;

  /**
   * @param directory made when it is not there
   */
  ObjectFiles(Path directory) throws IOException {
    this.objects = directory.resolve("objects");
    this.staged = directory.resolve("staged");
    this.uploads = directory.resolve("uploads");
    this.data = directory.resolve("data");
    this.incoming = directory.resolve("incoming");
    for (Path folder : List.of(objects, staged, uploads, data, incoming)) {
      Files.createDirectories(folder);
    }
  }

  static String newDataName() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  boolean exists(ArtifactPath path) {
    return Files.exists(metadataOf(path));
  }

  Optional<StoredObject> load(ArtifactPath path) throws IOException {
    try {
      return Optional.of(StoredObject.read(metadataOf(path)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Where a file may be written that nobody sees. */
  Path newIncoming() {
    return incoming(UUID.randomUUID().toString());
  }

  Path incoming(String name) {
    return incoming.resolve(name);
  }

  /** The bytes of an object. */
  Path dataOf(StoredObject object) {
    return spread(data, object.data());
  }

  /**
   * Makes a written file the bytes of an object, and the object visible; atomic.
   *
   * @param written moved when the path is free
   * @return false when the path is taken
   */
  boolean place(Path written, StoredObject object) throws IOException {
    Path bytes = dataOf(object);
    Files.createDirectories(bytes.getParent());
    Files.move(written, bytes);
    DurableFiles.forceFolder(bytes.getParent());
    return commitOrDelete(object, bytes);
  }

  /**
   * As {@link #place}, for an object that begins without bytes and need not outlast a power cut.
   */
  boolean placeEmpty(StoredObject object) throws IOException {
    Path bytes = dataOf(object);
    Files.createDirectories(bytes.getParent());
    Files.createFile(bytes);
    return commitOrDelete(object, bytes);
  }

  /** Bytes that no metadata names would stay for ever: the path may be taken, or the disk full. */
  private boolean commitOrDelete(StoredObject object, Path bytes) throws IOException {
    boolean isCommitted = false;
    try {
      isCommitted = commit(object);
      return isCommitted;
    } finally {
      if (!isCommitted && !load(object.path()).equals(Optional.of(object))) {
        DurableFiles.deleteQuietly(bytes);
      }
    }
  }

  /** Links a complete metadata file into place; false when the path is taken. */
  boolean commit(StoredObject object) throws IOException {
    Path metadata = metadataOf(object.path());
    if (Files.exists(metadata)) {
      return false;
    }
    Files.createDirectories(metadata.getParent());
    Path temporary = newIncoming();
    try {
      DurableFiles.write(temporary, object.text());
      Files.createLink(metadata, temporary);
      DurableFiles.forceFolder(metadata.getParent());
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      DurableFiles.deleteQuietly(temporary);
    }
  }

  void delete(ArtifactPath path) throws IOException {
    Optional<StoredObject> found = load(path);
    if (found.isPresent()) {
      Path metadata = metadataOf(path);
      Files.deleteIfExists(metadata);
      DurableFiles.forceFolder(metadata.getParent());
      deleteData(found.get());
    }
  }

  /** Deletes uploads that are older; returns how many. */
  int sweepUploads(Instant before) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(uploads)) {
      for (Path folder : folders) {
        count += sweep(before, folder);
      }
    }
    return count;
  }

  /** Deletes what was staged or begun before and never finished; returns how many. */
  int sweepUnfinished(Instant before) throws IOException {
    int count = sweep(before, staged);
    for (Path file : olderThan(before, incoming)) {
      Files.deleteIfExists(file);
      count++;
    }
    return count;
  }

  private int sweep(Instant before, Path folder) throws IOException {
    int count = 0;
    for (Path metadata : olderThan(before, folder)) {
      StoredObject leftover;
      try {
        leftover = StoredObject.read(metadata);
      } catch (NoSuchFileException _) {
        continue; // Another process sweeps as well.
      }
      Files.deleteIfExists(metadata);
      deleteData(leftover);
      count++;
    }
    return count;
  }

  private static List<Path> olderThan(Instant limit, Path folder) throws IOException {
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        long modified = file.toFile().lastModified(); // 0 when another process has just deleted it
        if (modified > 0 && modified < limit.toEpochMilli()) {
          old.add(file);
        }
      }
    }
    return old;
  }

  /** Bytes may be pinned under a second path. */
  private void deleteData(StoredObject object) throws IOException {
    boolean pinned =
        object instanceof StoredObject.Complete complete
            && load(ArtifactPath.pinned(complete.sha256()))
                .filter(kept -> kept.data().equals(complete.data()))
                .isPresent();
    if (!pinned) {
      Files.deleteIfExists(dataOf(object));
    }
  }

  private Path metadataOf(ArtifactPath path) {
    String name = Sha256.of(path.value());
    if (path.isStaged()) {
      return staged.resolve(name);
    }
    return spread(path.isUpload() ? uploads : objects, name);
  }

  /** Spreads files over 256 folders. */
  private static Path spread(Path folder, String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }
}
