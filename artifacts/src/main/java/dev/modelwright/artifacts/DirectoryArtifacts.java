package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An artifact store in a directory of a local file system, shared by any number of processes.
 *
 * <pre>
 * objects/ab/cdef…   metadata, named by the SHA-256 of the path; its link into place is the commit
 * staged/abcdef…     the same for objects that are not accepted yet
 * uploads/ab/cdef…   the same for what clients sent
 * data/ab/cdef…      bytes
 * incoming/          files being written, and what has come of uploads that broke off
 * signing.key        mode 0600
 * </pre>
 *
 * <p>Bytes are hashed as they are written and forced to the disk before the commit. A hard link is
 * what makes the commit atomic and exclusive, so the file system must have them.
 */
public final class DirectoryArtifacts implements Artifacts {

  private static final Logger log = LoggerFactory.getLogger(DirectoryArtifacts.class);

  private static final String URL_PATH = "/artifacts";
  private static final int BUFFER_SIZE = 256 * 1024;
  private static final int LOCK_STRIPES = 64;

  /** Longer than any upload or fetch lasts. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  /** For all stores of this process: file locks are held by processes, not by threads. */
  private static final List<Object> APPEND_LOCKS =
      Stream.generate(Object::new).limit(LOCK_STRIPES).toList();

  private final Path objects;
  private final Path staged;
  private final Path uploads;
  private final Path data;
  private final Path incoming;
  private final URI artifactsUrl;
  private final Clock clock;
  private final SigningKey key;

  /**
   * @param directory made when it is not there
   * @param publicUrl address under which the gateway serves {@code /artifacts/}
   * @throws ArtifactStoreException when the directory cannot be used
   */
  public DirectoryArtifacts(Path directory, URI publicUrl, Clock clock) {
    this.objects = directory.resolve("objects");
    this.staged = directory.resolve("staged");
    this.uploads = directory.resolve("uploads");
    this.data = directory.resolve("data");
    this.incoming = directory.resolve("incoming");
    this.artifactsUrl = URI.create(withoutTrailingSlash(publicUrl) + URL_PATH);
    this.clock = clock;
    try {
      for (Path folder : new Path[] {objects, staged, uploads, data, incoming}) {
        Files.createDirectories(folder);
      }
      this.key = SigningKey.at(directory.resolve("signing.key"));
      sweep();
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot use artifact directory '%s': %s. Set modelwright.artifacts.directory to a writable directory."
              .formatted(directory, reason(e)),
          e);
    }
  }

  @Override
  public Artifact create(ArtifactPath path, InputStream content) {
    if (Files.exists(metadataOf(path))) {
      throw exists(path);
    }
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    try {
      StoredObject.Complete object = write(path, content, temporary);
      place(temporary, object.data());
      return committed(object);
    } catch (IOException e) {
      throw failed("store", path, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** How far an object that is created in parts has come. */
  public Arrival arrival(ArtifactPath path) {
    Optional<Artifact> complete = find(path);
    if (complete.isPresent()) {
      return new Arrival(complete.get().size(), complete);
    }
    try {
      return new Arrival(Files.size(partOf(path)), Optional.empty());
    } catch (NoSuchFileException _) {
      return new Arrival(0, Optional.empty());
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
    if (Files.exists(metadataOf(path))) {
      throw exists(path);
    }
    MessageDigest digest = Sha256.digest();
    try {
      long size = appendParts(path, position, content, digest);
      return isLast
          ? new Arrival(size, Optional.of(complete(path, size, position == 0 ? digest : null)))
          : new Arrival(size, Optional.empty());
    } catch (IOException e) {
      throw failed("store", path, e);
    }
  }

  @Override
  public Artifact pin(Artifact artifact) {
    try {
      if (!(load(artifact.path()).orElse(null) instanceof StoredObject.Complete bytes)) {
        throw unknown(artifact.path());
      }
      StoredObject.Complete pinned =
          new StoredObject.Complete(
              ArtifactPath.pinned(bytes.sha256()), bytes.data(), bytes.sha256(), bytes.size());
      commit(pinned);
      return pinned.artifact();
    } catch (IOException e) {
      throw failed("pin", artifact.path(), e);
    }
  }

  @Override
  public Optional<Artifact> find(ArtifactPath path) {
    try {
      return load(path)
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
      StoredObject object = load(path).orElseThrow(() -> unknown(path));
      FileChannel channel = FileChannel.open(dataFile(object.data()), StandardOpenOption.READ);
      if (offset < 0 || offset > channel.size()) {
        channel.close();
        throw new IllegalArgumentException(
            "Cannot read artifact '%s' from byte %d: it is shorter.".formatted(path, offset));
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
    StoredObject.Log object = new StoredObject.Log(path, newDataName());
    try {
      Path bytes = dataFile(object.data());
      Files.createDirectories(bytes.getParent());
      Files.createFile(bytes);
      return commitOrDeleteData(object);
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
      Path file = dataFile(loadLog(path).orElseThrow(() -> unknown(path)).data());
      synchronized (appendLock(path)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          if (channel.size() != position) {
            throw new ArtifactStoreException(
                "Cannot append to log '%s' at byte %d: it has %d bytes, somebody else wrote to it."
                    .formatted(path, position, channel.size()));
          }
          appendOrRestore(channel, position, ByteBuffer.wrap(bytes));
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
          : OptionalLong.of(Files.size(dataFile(found.get().data())));
    } catch (NoSuchFileException _) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw failed("look up", path, e);
    }
  }

  @Override
  public void delete(ArtifactPath path) {
    try {
      Optional<StoredObject> found = load(path);
      if (found.isPresent()) {
        Path metadata = metadataOf(path);
        Files.deleteIfExists(metadata);
        force(metadata.getParent());
        deleteData(found.get());
      }
    } catch (IOException e) {
      throw failed("delete", path, e);
    }
  }

  @Override
  public int sweep(Instant before) {
    try {
      int count = sweepStaged(before) + sweepIncoming(before);
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(uploads)) {
        for (Path folder : folders) {
          count += sweepMetadata(before, folder);
        }
      }
      return count;
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot sweep the artifact store: %s.".formatted(reason(e)), e);
    }
  }

  @Override
  public SignedUrl sign(ArtifactPath path, Permission permission, Duration validity) {
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(validity).getEpochSecond());
    String expires = Long.toString(expiresAt.getEpochSecond());
    String signature = key.sign(signedText(path, permission, expires));
    URI url =
        URI.create(
            "%s/%s?se=%s&sp=%s&sig=%s"
                .formatted(
                    artifactsUrl,
                    UrlPath.encode(path.value()),
                    expires,
                    letter(permission),
                    signature));
    return new SignedUrl(url, headers(permission), expiresAt);
  }

  /**
   * Checks what a signed URL carries.
   *
   * @param expires parameter {@code se}; may be null, as the client sent it
   * @param signature parameter {@code sig}; may be null
   * @throws InvalidSignatureException when it is forged, expired or for another use
   */
  public void verify(ArtifactPath path, Permission permission, String expires, String signature) {
    if (expires == null
        || signature == null
        || !key.verifies(signedText(path, permission, expires), signature)) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL of '%s': the signature is not ours for this path, use and time. Ask for a new URL."
              .formatted(path));
    }
    if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)))) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL of '%s': it has expired. Ask for a new URL.".formatted(path));
    }
  }

  @Override
  public Optional<ArtifactPath> resolve(URI url) {
    if (!UrlPath.isBelow(artifactsUrl, url)) {
      return Optional.empty();
    }
    ArtifactPath path;
    try {
      path = new ArtifactPath(UrlPath.decode(UrlPath.below(artifactsUrl, url)));
    } catch (IllegalArgumentException e) {
      throw new InvalidSignatureException(
          "Cannot use the signed URL '%s': it names no artifact.".formatted(UrlPath.shown(url)), e);
    }
    Map<String, String> query = UrlPath.query(url);
    if (!letter(Permission.READ).equals(query.get("sp"))) {
      throw new InvalidSignatureException(
          "Cannot read through the signed URL of '%s': it is for uploading. Give the URL for reading."
              .formatted(path));
    }
    verify(path, Permission.READ, query.get("se"), query.get("sig"));
    return Optional.of(path);
  }

  private StoredObject.Complete write(ArtifactPath path, InputStream content, Path file)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    long size = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        digest.update(buffer, 0, count);
        writeFully(channel, ByteBuffer.wrap(buffer, 0, count));
        size += count;
      }
      channel.force(true);
    }
    return new StoredObject.Complete(path, newDataName(), Sha256.hex(digest.digest()), size);
  }

  private long appendParts(
      ArtifactPath path, long position, InputStream content, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    long size = position;
    try {
      appendPart(path, size, ByteBuffer.allocate(0));
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        digest.update(buffer, 0, count);
        appendPart(path, size, ByteBuffer.wrap(buffer, 0, count));
        size += count;
      }
      return size;
    } catch (IOException e) {
      if (isFull(e)) {
        // Nobody can go on with it before others have their room back.
        Files.deleteIfExists(partOf(path));
      }
      throw e;
    } finally {
      forceFile(partOf(path));
    }
  }

  /** Opened each time: the file is another's as soon as somebody else has completed it. */
  private void appendPart(ArtifactPath path, long position, ByteBuffer bytes) throws IOException {
    Path part = partOf(path);
    synchronized (appendLock(path)) {
      try (FileChannel channel = openPart(part, position);
          FileLock _ = channel.lock()) {
        if (channel.size() != position || !Files.exists(part)) {
          throw new UnexpectedPositionException(path, position, channel.size());
        }
        appendOrRestore(channel, position, bytes);
      } catch (NoSuchFileException _) {
        throw new UnexpectedPositionException(path, position, 0);
      }
    }
  }

  private static FileChannel openPart(Path part, long position) throws IOException {
    return position == 0
        ? FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        : FileChannel.open(part, StandardOpenOption.WRITE);
  }

  /**
   * @param digest of all bytes; null when they have to be read for it
   */
  private Artifact complete(ArtifactPath path, long size, MessageDigest digest) throws IOException {
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    takePart(path, size, temporary);
    try {
      byte[] sha256 = (digest == null ? digestOf(temporary) : digest).digest();
      StoredObject.Complete object =
          new StoredObject.Complete(path, newDataName(), Sha256.hex(sha256), size);
      place(temporary, object.data());
      return committed(object);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** From here on nobody appends to it. */
  private void takePart(ArtifactPath path, long size, Path target) throws IOException {
    Path part = partOf(path);
    synchronized (appendLock(path)) {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (channel.size() != size) {
          throw new UnexpectedPositionException(path, size, channel.size());
        }
        Files.move(part, target);
      } catch (NoSuchFileException _) {
        throw new UnexpectedPositionException(path, size, 0);
      }
    }
  }

  private static MessageDigest digestOf(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return digest;
  }

  private void place(Path temporary, String dataName) throws IOException {
    Path file = dataFile(dataName);
    Files.createDirectories(file.getParent());
    Files.move(temporary, file);
    force(file.getParent());
  }

  private Artifact committed(StoredObject.Complete object) throws IOException {
    if (!commitOrDeleteData(object)) {
      throw exists(object.path());
    }
    return object.artifact();
  }

  /** Bytes that no metadata names would stay for ever: the path may be taken, or the disk full. */
  private boolean commitOrDeleteData(StoredObject object) throws IOException {
    boolean committed = false;
    try {
      committed = commit(object);
      return committed;
    } finally {
      if (!committed && !load(object.path()).equals(Optional.of(object))) {
        deleteQuietly(dataFile(object.data()));
      }
    }
  }

  /** Links a complete metadata file into place; false when the path is taken. */
  private boolean commit(StoredObject object) throws IOException {
    Path metadata = metadataOf(object.path());
    if (Files.exists(metadata)) {
      return false;
    }
    Files.createDirectories(metadata.getParent());
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeFully(channel, StandardCharsets.UTF_8.encode(object.text()));
        channel.force(true);
      }
      Files.createLink(metadata, temporary);
      force(metadata.getParent());
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      deleteQuietly(temporary);
    }
  }

  private Optional<StoredObject> load(ArtifactPath path) throws IOException {
    try {
      return Optional.of(StoredObject.read(metadataOf(path)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private Optional<StoredObject.Log> loadLog(ArtifactPath path) throws IOException {
    return load(path)
        .flatMap(found ->
            found instanceof StoredObject.Log growing ? Optional.of(growing) : Optional.empty());
  }

  private static Object appendLock(ArtifactPath path) {
    return APPEND_LOCKS.get(Math.floorMod(path.hashCode(), LOCK_STRIPES));
  }

  private static void appendOrRestore(FileChannel channel, long position, ByteBuffer bytes)
      throws IOException {
    try {
      channel.position(position);
      writeFully(channel, bytes);
    } catch (IOException e) {
      channel.truncate(position);
      throw e;
    }
  }

  /** Removes what crashed processes left half-done. */
  private void sweep() throws IOException {
    Instant limit = clock.instant().minus(LEFTOVER_AGE);
    int count = sweepStaged(limit) + sweepIncoming(limit);
    if (count > 0) {
      log.info("Removed {} leftovers of interrupted uploads and fetches", count);
    }
  }

  private int sweepIncoming(Instant before) throws IOException {
    int count = 0;
    for (Path file : olderThan(before, incoming)) {
      Files.deleteIfExists(file);
      count++;
    }
    return count;
  }

  private int sweepStaged(Instant before) throws IOException {
    return sweepMetadata(before, staged);
  }

  private int sweepMetadata(Instant before, Path folder) throws IOException {
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

  /** Bytes may be pinned under a second path. */
  private void deleteData(StoredObject object) throws IOException {
    boolean pinned =
        object instanceof StoredObject.Complete complete
            && load(ArtifactPath.pinned(complete.sha256()))
                .filter(kept -> kept.data().equals(complete.data()))
                .isPresent();
    if (!pinned) {
      Files.deleteIfExists(dataFile(object.data()));
    }
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

  private Path metadataOf(ArtifactPath path) {
    String name = Sha256.of(path.value());
    if (path.isStaged()) {
      return staged.resolve(name);
    }
    return spread(path.isUpload() ? uploads : objects, name);
  }

  private Path partOf(ArtifactPath path) {
    return incoming.resolve(Sha256.of(path.value()) + ".part");
  }

  private Path dataFile(String name) {
    return spread(data, name);
  }

  /** Spreads files over 256 folders. */
  private static Path spread(Path folder, String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }

  private static String newDataName() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String signedText(ArtifactPath path, Permission permission, String expires) {
    return String.join("\n", letter(permission), expires, path.value());
  }

  /** Asks to keep what came when the connection breaks (draft-ietf-httpbis-resumable-upload). */
  private static Map<String, String> headers(Permission permission) {
    return switch (permission) {
      case READ -> Map.of();
      case CREATE -> Map.of("Upload-Complete", "?1");
    };
  }

  private static String letter(Permission permission) {
    return switch (permission) {
      case READ -> "r";
      case CREATE -> "c";
    };
  }

  private static String withoutTrailingSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (NoSuchFileException _) {
      // Nothing has come, or somebody else has completed it.
    }
  }

  /** A new name is durable once its folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("Cannot delete the temporary file {}; it is swept later", file, e);
    }
  }

  private static ArtifactExistsException exists(ArtifactPath path) {
    return new ArtifactExistsException(
        "Cannot store artifact '%s': it is there already. Objects never change; use another path."
            .formatted(path));
  }

  private static UnknownArtifactException unknown(ArtifactPath path) {
    return new UnknownArtifactException(
        "Cannot read artifact '%s': there is none.".formatted(path));
  }

  private static ArtifactStoreException failed(String verb, ArtifactPath path, IOException e) {
    if (isFull(e)) {
      return new FullArtifactStoreException(
          "Cannot %s artifact '%s': the disk of the artifact store is full. Give it more room, then try again."
              .formatted(verb, path),
          e);
    }
    return new ArtifactStoreException(
        "Cannot %s artifact '%s': %s.".formatted(verb, path, reason(e)), e);
  }

  /** Java has no exception of its own for it, only the system's words. */
  private static boolean isFull(IOException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("No space left") || words.contains("quota exceeded");
  }

  /** File-system exceptions often say no more than the file's name. */
  private static String reason(IOException e) {
    return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
  }
}
