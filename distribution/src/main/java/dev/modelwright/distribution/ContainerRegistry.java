package dev.modelwright.distribution;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container registry of the OCI distribution specification 1.1. Thread-safe.
 *
 * <p>Every method tries again by itself where the cause may pass, and throws a {@link
 * ContainerRegistryException} that knows whether a later try can help. When the thread is
 * interrupted it throws at once, and leaves the thread marked so.
 */
public interface ContainerRegistry {

  boolean hasBlob(RepositoryName repository, Digest digest);

  /**
   * Makes a blob of one repository known in another without moving bytes. Idempotent.
   *
   * @return false when the container registry does not do it, or has no such blob: upload then
   */
  boolean mount(RepositoryName target, RepositoryName source, Digest digest);

  /**
   * Stores a blob in one pass. Idempotent; nothing is visible until all bytes have arrived and
   * match the digest. What the body throws is thrown on, and the upload is abandoned.
   *
   * @param size of the body in bytes, when known
   * @return digest of the stored blob
   */
  Digest upload(RepositoryName repository, OptionalLong size, BlobBody body);

  /**
   * Opens a blob. The stream fails at its end when the bytes do not match the digest.
   *
   * @throws UnknownContentException when there is none
   */
  InputStream read(RepositoryName repository, Digest digest);

  Optional<StoredManifest> find(RepositoryName repository, Reference reference);

  /**
   * Stores an image manifest under its digest, or moves a tag to it, in one step. Idempotent.
   *
   * @throws ContainerRegistryRefusedException when a blob that it names is missing
   */
  void put(RepositoryName repository, Reference reference, StoredManifest manifest);

  /** Deletes an image manifest. Idempotent. */
  void delete(RepositoryName repository, Digest digest);
}
