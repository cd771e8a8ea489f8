package dev.modelwright.artifacts;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The artifact store. Objects appear whole or not at all, except logs, which grow. Thread-safe, and
 * safe for several processes on one store.
 */
public interface Artifacts {

  /**
   * Stores an object, atomically: until this returns nobody sees it, and a failure leaves nothing.
   *
   * @throws ArtifactExistsException when the path is taken
   * @throws ArtifactStoreException when the bytes cannot be read to their end or stored
   */
  Artifact create(ArtifactPath path, InputStream content);

  /**
   * Keeps the bytes of an object under {@code sha256/<digest>} of its store as well, where nothing
   * ever deletes them. Atomic and idempotent: equal bytes are kept once. No byte is sent.
   *
   * @param artifact as {@link #create} or {@link #find} gave it; it stays where it is
   * @throws UnknownArtifactException when there is none
   */
  Artifact pin(Artifact artifact);

  /** As {@link #create}, under {@code sha256/<digest>} of the content. Idempotent. */
  default Artifact pin(InputStream content) {
    Artifact staged = create(ArtifactPath.staged(), content);
    try {
      return pin(staged);
    } finally {
      delete(staged.path());
    }
  }

  /**
   * The object at a path; empty when there is none, or a log. A store that clients write to
   * directly reads an upload to its end, to tell the digest.
   */
  Optional<Artifact> find(ArtifactPath path);

  /**
   * Opens an object, a growing log included.
   *
   * @param offset first byte, 0 for all; at most the current size
   * @throws UnknownArtifactException when there is none
   */
  InputStream read(ArtifactPath path, long offset);

  /** Creates an empty log; false when the path is taken. Atomic. */
  boolean createLog(ArtifactPath path);

  /**
   * Appends to a log.
   *
   * @param position size of the log before; a mismatch means that somebody else wrote
   * @throws ArtifactStoreException on a mismatch, or when it cannot be stored
   */
  void append(ArtifactPath path, long position, byte[] bytes);

  /** Current size of a log in bytes; empty when there is none. */
  OptionalLong logSize(ArtifactPath path);

  /** Idempotent. Bytes that are pinned as well stay there. */
  void delete(ArtifactPath path);

  /**
   * Deletes what was uploaded or staged before a moment; whatever of it was wanted is pinned.
   *
   * @return how many objects
   */
  int sweep(Instant before);

  /**
   * A URL that allows one thing with one object for some time.
   *
   * @param path for {@link Permission#CREATE} one that {@link ArtifactPath#upload} gave
   */
  SignedUrl sign(ArtifactPath path, Permission permission, Duration validity);

  /**
   * The object behind one of our own signed READ URLs.
   *
   * @return empty when the URL is not ours
   * @throws InvalidSignatureException when it is ours, but forged, expired or for another use
   */
  Optional<ArtifactPath> resolve(URI url);
}
