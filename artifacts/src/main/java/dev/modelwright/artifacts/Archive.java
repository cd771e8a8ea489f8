package dev.modelwright.artifacts;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An archive in the artifact store, read as a stream and never trusted.
 *
 * <p>Refused, each with a message that names the member: paths that are absolute or climb, links
 * that lead out, devices and pipes, encrypted and sparse members, the same path twice, sizes that
 * lie, damaged bytes, and more members or bytes than the limits allow.
 *
 * <p>A gzip tar may name its members as {@code ../score.py}: so the original's client packs a file
 * whose path was typed so. The steps up at the start are dropped, and the file is {@code score.py}.
 */
public final class Archive {

  private static final int BUFFER_SIZE = 64 * 1024;
  private static final int MAX_LINK_LENGTH = 4096;
  private static final int TAR_BLOCK_SIZE = 512;
  private static final int EXECUTABLE = 0100;
  private static final Pattern STEPS_UP = Pattern.compile("^(\\./+)*(\\.\\./+(\\./+)*)+");

  private final Artifacts artifacts;
  private final Artifact artifact;
  private final ContentFormat format;
  private final ArchiveLimits limits;

  public Archive(
      Artifacts artifacts, Artifact artifact, ContentFormat format, ArchiveLimits limits) {
    if (!format.isArchive()) {
      throw new IllegalArgumentException("'%s' is no archive".formatted(artifact.path()));
    }
    this.artifacts = artifacts;
    this.artifact = artifact;
    this.format = format;
    this.limits = limits;
  }

  /**
   * Reads everything and keeps nothing.
   *
   * @return and throws as {@link #read}
   */
  public List<String> check() {
    try {
      return read((_, _) -> {});
    } catch (IOException e) {
      throw new IllegalStateException("Only a visitor's own exceptions come through", e);
    }
  }

  /**
   * Visits all members in the archive's order, each exactly once; a folder comes before what it
   * holds, also when the archive does not list it.
   *
   * <p>An unsafe member may follow many good ones: whoever keeps what was visited must be able to
   * drop it.
   *
   * @return the first path segments of all members, sorted
   * @throws UnsafeArchiveException when the archive is damaged or would do harm
   * @throws IOException thrown by the visitor
   */
  public List<String> read(ArchiveVisitor visitor) throws IOException {
    ArchiveWalk walk = new ArchiveWalk(visitor, limits.maxEntries());
    ExpandedStream.Budget budget = new ExpandedStream.Budget(artifact.size(), limits);
    try {
      switch (format) {
        case ZIP -> readZip(walk, budget);
        case TAR -> readTar(walk, budget, content());
        case TAR_GZ -> readTar(walk, budget, expanded(content()));
        case PLAIN -> throw new IllegalStateException("Refused by the constructor");
      }
    } catch (ArchiveWalk.VisitorException e) {
      throw e.failure();
    } catch (IOException e) {
      throw damaged(e);
    }
    return walk.tree().roots();
  }

  private void readZip(ArchiveWalk walk, ExpandedStream.Budget budget) throws IOException {
    try (ArtifactChannel channel =
            new ArtifactChannel(artifacts, artifact.path(), artifact.size());
        ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        readZipEntry(zip, entry, walk, budget);
      }
    }
  }

  private static void readZipEntry(
      ZipFile zip, ZipArchiveEntry entry, ArchiveWalk walk, ExpandedStream.Budget budget)
      throws IOException {
    String name = entry.getName();
    if (entry.isDirectory()) {
      walk.directory(name);
      return;
    }
    if (!zip.canReadEntryData(entry)) {
      throw ArchiveTree.refused(
          name,
          entry.getGeneralPurposeBit().usesEncryption()
              ? "it is encrypted"
              : "its compression method %d is not known".formatted(entry.getMethod()));
    }
    try (InputStream content = new ExpandedStream(zip.getInputStream(entry), budget)) {
      if (entry.isUnixSymlink()) {
        walk.symbolicLink(
            name, new String(content.readNBytes(MAX_LINK_LENGTH), StandardCharsets.UTF_8));
      } else {
        boolean executable = (entry.getUnixMode() & EXECUTABLE) != 0;
        walk.file(name, executable, entry.getSize(), entry.getCrc(), content);
      }
    }
  }

  private void readTar(ArchiveWalk walk, ExpandedStream.Budget budget, InputStream content)
      throws IOException {
    try (InputStream expanded = new ExpandedStream(content, budget)) {
      TarArchiveInputStream tar =
          new TarArchiveInputStream(expanded, StandardCharsets.UTF_8.name());
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        readTarEntry(tar, entry, walk);
      }
      // What follows the last member counts too, and shows whether the archive is whole.
      expanded.transferTo(OutputStream.nullOutputStream());
      if (budget.used() % TAR_BLOCK_SIZE != 0) {
        throw new EOFException("it ends within a block");
      }
    }
  }

  private void readTarEntry(TarArchiveInputStream tar, TarArchiveEntry entry, ArchiveWalk walk)
      throws IOException {
    String name = asPacked(entry.getName());
    if (entry.isSparse()) {
      throw ArchiveTree.refused(name, "it is a sparse file");
    } else if (entry.isDirectory()) {
      walk.directory(name);
    } else if (entry.isSymbolicLink()) {
      walk.symbolicLink(name, entry.getLinkName());
    } else if (entry.isLink()) {
      walk.hardLink(name, asPacked(entry.getLinkName()));
    } else if (entry.isFile() && !isSpecial(entry)) {
      boolean executable = (entry.getMode() & EXECUTABLE) != 0;
      walk.file(name, executable, entry.getSize(), MemberStream.NO_CHECKSUM, tar);
    } else {
      throw ArchiveTree.refused(name, "it is neither file, folder nor link");
    }
  }

  private String asPacked(String name) {
    return format == ContentFormat.TAR_GZ ? STEPS_UP.matcher(name).replaceFirst("") : name;
  }

  /** {@code isFile} is true for whatever has no trailing slash. */
  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
  }

  private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IllegalArgumentException e) {
      // Some unreadable headers end so.
      throw new IOException(e);
    }
  }

  private InputStream content() {
    return new BufferedInputStream(artifacts.read(artifact.path(), 0), BUFFER_SIZE);
  }

  /** Members of a gzip file may follow one another (RFC 1952, section 2.2). */
  private static InputStream expanded(InputStream content) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(content)
        .setDecompressConcatenated(true)
        .get();
  }

  private static UnsafeArchiveException damaged(IOException e) {
    return new UnsafeArchiveException(
        "Cannot read the archive: it is damaged (%s). Pack and upload it again."
            .formatted(Shown.shortened(cause(e))),
        e);
  }

  /** Commons Compress names the object that it reads from, which is one of ours, and classes. */
  private static String cause(IOException e) {
    return e instanceof EOFException && e.getMessage() == null
        ? "it ends too early"
        : String.valueOf(e.getMessage())
            .replaceAll("(of|from|in|for)? ?[\\w.$]*ArtifactChannel(@[0-9a-f]+)?", "")
            .replaceAll("[\\w.]+\\.([A-Z]\\w*(Exception|Error)): ", "")
            .strip();
  }
}
