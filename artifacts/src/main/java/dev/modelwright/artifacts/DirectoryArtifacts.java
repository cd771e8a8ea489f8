package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An artifact store in a directory of a local file system, shared by any number of processes.
 *
 * <p>Bytes are hashed as they are written and forced to the disk before the commit. A hard link is
 * what makes the commit atomic and exclusive, so the file system must have them. Beside the {@link
 * ObjectFiles} there is {@code signing.key}, mode 0600.
 */
public final class DirectoryArtifacts implements Artifacts {

  private static final Logger log = LoggerFactory.getLogger(DirectoryArtifacts.class);

  /** Longer than any upload or fetch lasts. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final StoreName name;
  private final ObjectFiles files;
  private final PartFiles parts;
  private final ArtifactUrls urls;

  /** The default store. */
  public DirectoryArtifacts(Path directory, URI publicUrl, Clock clock) {
    this(StoreName.DEFAULT, directory, publicUrl, clock);
  }

  /**
   * @param directory made when it is not there
   * @param publicUrl address under which the gateway serves {@code /artifacts/}
   * @throws ArtifactStoreException when the directory cannot be used
   */
  public DirectoryArtifacts(StoreName name, Path directory, URI publicUrl, Clock clock) {
    this.name = name;
    try {
      this.files = new ObjectFiles(directory);
      this.parts = new PartFiles(files);
      this.urls =
          new ArtifactUrls(name, publicUrl, SigningKey.at(directory.resolve("signing.key")), clock);
      sweepLeftovers(clock.instant().minus(LEFTOVER_AGE));
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot use artifact directory '%s': %s. Set %s.directory to a writable directory."
              .formatted(directory, reason(e), name.settings()),
          e);
    }
  }

  /** Removes what crashed processes left half-done. */
  private void sweepLeftovers(Instant before) throws IOException {
    int count = files.sweepUnfinished(before);
    if (count > 0) {
      log.info("Removed {} leftovers of interrupted uploads and fetches", count);
    }
  }

  @Override
  public Artifact create(ArtifactPath path, InputStream content) {
    requireFree(path);
    Path written = files.newIncoming();
    MessageDigest digest = Sha256.digest();
    try {
      long size = DurableFiles.write(written, content, digest);
      return place(path, written, digest, size);
    } catch (IOException e) {
      throw failed("store", path, e);
    } finally {
      DurableFiles.deleteQuietly(written);
    }
  }

  /** How far an object that is created in parts has come. */
  public Arrival arrival(ArtifactPath path) {
    Optional<Artifact> complete = find(path);
    if (complete.isPresent()) {
      return new Arrival(complete.get().size(), complete);
    }
    try {
      return new Arrival(parts.size(path), Optional.empty());
    } catch (IOException e) {
      throw failed("look up", path, e);
    }
  }

  /**
   * Creates an object in parts. Until the last part has come nobody sees any; what came before the
   * content broke off stays, so that another call goes on there.
   *
   * @param position how many bytes have come before, 0 to begin
   * @param isLast whether the object is complete at the end of this content
   * @throws ArtifactExistsException when the path is taken
   * @throws UnexpectedPositionException when as many have not come, or somebody else goes on
   */
  public Arrival continueAt(ArtifactPath path, long position, InputStream content, boolean isLast) {
    requireFree(path);
    MessageDigest digest = Sha256.digest();
    try {
      long size = parts.append(path, position, content, digest);
      return isLast
          ? new Arrival(size, Optional.of(complete(path, size, position == 0 ? digest : null)))
          : new Arrival(size, Optional.empty());
    } catch (IOException e) {
      throw failed("store", path, e);
    }
  }

  /**
   * @param digest of all bytes; null when they have to be read for it
   */
  private Artifact complete(ArtifactPath path, long size, MessageDigest digest) throws IOException {
    Path written = files.newIncoming();
    parts.take(path, size, written);
    try {
      return place(path, written, digest == null ? DurableFiles.digestOf(written) : digest, size);
    } finally {
      DurableFiles.deleteQuietly(written);
    }
  }

  private void requireFree(ArtifactPath path) {
    if (files.exists(path)) {
      throw exists(path);
    }
  }

  private Artifact place(ArtifactPath path, Path written, MessageDigest digest, long size)
      throws IOException {
    StoredObject.Complete object =
        new StoredObject.Complete(
            path, ObjectFiles.newDataName(), Sha256.hex(digest.digest()), size);
    if (!files.place(written, object)) {
      throw exists(path);
    }
    return object.artifact();
  }

  @Override
  public Artifact pin(Artifact artifact) {
    try {
      if (!(files.load(artifact.path()).orElse(null) instanceof StoredObject.Complete bytes)) {
        throw unknown(artifact.path());
      }
      StoredObject.Complete pinned =
          new StoredObject.Complete(
              ArtifactPath.pinned(bytes.sha256()), bytes.data(), bytes.sha256(), bytes.size());
      files.commit(pinned);
      return pinned.artifact();
    } catch (IOException e) {
      throw failed("pin", artifact.path(), e);
    }
  }

  @Override
  public Optional<Artifact> find(ArtifactPath path) {
    try {
      return files
          .load(path)
          .flatMap(found ->
              found instanceof StoredObject.Complete object
                  ? Optional.of(object.artifact())
                  : Optional.empty());
    } catch (IOException e) {
      throw failed("look up", path, e);
    }
  }

  @Override
  public InputStream read(ArtifactPath path, long offset) {
    try {
      StoredObject object = files.load(path).orElseThrow(() -> unknown(path));
      FileChannel channel = FileChannel.open(files.dataOf(object), StandardOpenOption.READ);
      if (offset < 0 || offset > channel.size()) {
        channel.close();
        throw new IllegalArgumentException(
            "Cannot read artifact '%s' from byte %d: it is shorter."
                .formatted(path.in(name), offset));
      }
      return Channels.newInputStream(channel.position(offset));
    } catch (NoSuchFileException _) {
      // Deleted since we looked.
      throw unknown(path);
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  @Override
  public boolean createLog(ArtifactPath path) {
    try {
      return files.placeEmpty(new StoredObject.Log(path, ObjectFiles.newDataName()));
    } catch (IOException e) {
      throw failed("create log", path, e);
    }
  }

  /**
   * Not forced to the disk: a killed process loses nothing, a power cut may lose the last lines.
   */
  @Override
  public void append(ArtifactPath path, long position, byte[] bytes) {
    try {
      Path file = files.dataOf(loadLog(path).orElseThrow(() -> unknown(path)));
      synchronized (AppendLocks.of(path)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          if (channel.size() != position) {
            throw new ArtifactStoreException(
                "Cannot append to log '%s' at byte %d: it has %d bytes, somebody else wrote to it."
                    .formatted(path.in(name), position, channel.size()));
          }
          DurableFiles.writeOrRestore(channel, position, ByteBuffer.wrap(bytes));
        }
      }
    } catch (IOException e) {
      throw failed("append to", path, e);
    }
  }

  @Override
  public OptionalLong logSize(ArtifactPath path) {
    try {
      Optional<StoredObject.Log> found = loadLog(path);
      return found.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Files.size(files.dataOf(found.get())));
    } catch (NoSuchFileException _) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw failed("look up", path, e);
    }
  }

  private Optional<StoredObject.Log> loadLog(ArtifactPath path) throws IOException {
    return files
        .load(path)
        .flatMap(found ->
            found instanceof StoredObject.Log growing ? Optional.of(growing) : Optional.empty());
  }

  @Override
  public void delete(ArtifactPath path) {
    try {
      files.delete(path);
    } catch (IOException e) {
      throw failed("delete", path, e);
    }
  }

  @Override
  public int sweep(Instant before) {
    try {
      return files.sweepUnfinished(before) + files.sweepUploads(before);
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot sweep artifact store '%s': %s.".formatted(name, reason(e)), e);
    }
  }

  @Override
  public SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
    return urls.sign(path, permission, validity);
  }

  /**
   * Checks what a signed URL carries.
   *
   * @param expires parameter {@code se}; may be null, as the client sent it
   * @param signature parameter {@code sig}; may be null
   * @throws InvalidSignatureException when it is forged, expired or for another use
   */
  public void verify(ArtifactPath path, Permission permission, String expires, String signature) {
    urls.verify(path, permission, expires, signature);
  }

  @Override
  public Optional<ArtifactPath> resolve(URI url) {
    return urls.resolve(url);
  }

  private ArtifactExistsException exists(ArtifactPath path) {
    return new ArtifactExistsException(
        "Cannot store artifact '%s': it is there already. Objects never change; use another path."
            .formatted(path.in(name)));
  }

  private UnknownArtifactException unknown(ArtifactPath path) {
    return new UnknownArtifactException(
        "Cannot read artifact '%s': there is none.".formatted(path.in(name)));
  }

  private ArtifactStoreException failed(String verb, ArtifactPath path, IOException e) {
    if (DurableFiles.isFull(e)) {
      return new FullArtifactStoreException(
          "Cannot %s artifact '%s': the disk of the artifact store is full. Give it more room, then try again."
              .formatted(verb, path.in(name)),
          e);
    }
    return new ArtifactStoreException(
        "Cannot %s artifact '%s': %s.".formatted(verb, path.in(name), reason(e)), e);
  }

  /** File-system exceptions often say no more than the file's name. */
  private static String reason(IOException e) {
    return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
  }
}
