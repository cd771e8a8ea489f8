package dev.modelwright.artifacts;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
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
   * Moves a staged object under {@code sha256/<digest>} of its bytes. Atomic: a crash leaves it in
   * one place or in both. Idempotent: equal bytes are kept once.
   *
   * @param staged an object at a path of {@link ArtifactPath#staged()}; gone afterwards
   * @throws UnknownArtifactException when there is none
   */
  Artifact pin(ArtifactPath staged);

  /** As {@link #create}, under {@code sha256/<digest>} of the content. Idempotent. */
  default Artifact pin(InputStream content) {
    return pin(create(ArtifactPath.staged(), content).path());
  }

  /** The object at a path; empty when there is none, or a log. */
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

  /** Idempotent. */
  void delete(ArtifactPath path);

  SignedUrl sign(ArtifactPath path, Permission permission, Duration validity);

  /**
   * The object behind one of our own signed READ URLs.
   *
   * @return empty when the URL is not ours
   * @throws InvalidSignatureException when it is ours, but forged, expired or for another use
   */
  Optional<ArtifactPath> resolve(URI url);
}
