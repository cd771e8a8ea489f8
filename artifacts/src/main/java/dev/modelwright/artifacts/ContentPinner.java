package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Brings the bytes behind a URL into the artifact store, once and for all: a URL may expire, an
 * image must be made from the same bytes tomorrow. Thread-safe.
 */
public final class ContentPinner {

  private static final int MAX_FILE_NAME_LENGTH = 255;

  private final Artifacts artifacts;
  private final RemoteContent remoteContent;
  private final ArchiveLimits archiveLimits;

  public ContentPinner(
      Artifacts artifacts, RemoteContent remoteContent, ArchiveLimits archiveLimits) {
    this.artifacts = artifacts;
    this.remoteContent = remoteContent;
    this.archiveLimits = archiveLimits;
  }

  /**
   * Pins the content of a URL. Idempotent. What is refused leaves nothing behind.
   *
   * @param given one of our own signed URLs, whose bytes are kept without being moved, or a foreign
   *     one, which is fetched
   * @param unpack whether the content, if it is an archive, will be unpacked: it is then read to
   *     its end and every member checked
   * @param fallbackFileName name of the file when the URL has none
   * @throws ContentException when it cannot be had or must not be taken
   * @throws ArtifactStoreException when it cannot be stored; trying again may help
   */
  public Pinned pin(URI given, boolean unpack, String fallbackFileName) {
    URI url = WasbUrl.mapped(given);
    Optional<Artifact> own = own(url);
    String fileName = fileName(url).orElse(fallbackFileName);
    return own.isPresent() ? kept(own.get(), unpack, fileName) : fetched(url, unpack, fileName);
  }

  private Optional<Artifact> own(URI url) {
    Optional<ArtifactPath> path;
    try {
      path = artifacts.resolve(url);
    } catch (InvalidSignatureException e) {
      throw new UnreachableContentException(e.getMessage(), e);
    }
    return path.map(known -> artifacts.find(known).orElseThrow(() -> missing(url)));
  }

  private Pinned fetched(URI url, boolean unpack, String fileName) {
    Artifact staged;
    try (InputStream content = remoteContent.open(url)) {
      staged = artifacts.create(ArtifactPath.staged(), content);
    } catch (IOException e) {
      throw new ArtifactStoreException(
          "Cannot store what '%s' sent.".formatted(UrlPath.shown(url)), e);
    }
    try {
      return kept(staged, unpack, fileName);
    } finally {
      artifacts.delete(staged.path());
    }
  }

  private Pinned kept(Artifact artifact, boolean unpack, String fileName) {
    ContentFormat format = ContentFormat.of(artifacts, artifact.path());
    List<String> roots =
        unpack && format.isArchive()
            ? new Archive(artifacts, artifact, format, archiveLimits).check()
            : List.of(fileName);
    Artifact pinned = artifacts.pin(artifact);
    return new Pinned(pinned.path(), pinned.sha256(), pinned.size(), format, fileName, roots);
  }

  /** The last segment of the URL's path, decoded, unless it cannot be a file's name. */
  private static Optional<String> fileName(URI url) {
    if (url.getRawPath() == null) {
      return Optional.empty();
    }
    try {
      String path = UrlPath.decode(url.getRawPath());
      String name = path.substring(path.lastIndexOf('/') + 1);
      return isFileName(name) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_FILE_NAME_LENGTH
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static UnreachableContentException missing(URI url) {
    return new UnreachableContentException(
        "Cannot find what '%s' names: nothing was uploaded there. Put the file to the upload URL first."
            .formatted(UrlPath.shown(url)));
  }
}
