package dev.modelwright.gateway.blob;

import dev.modelwright.artifacts.Artifact;
import dev.modelwright.artifacts.ArtifactPath;
import dev.modelwright.artifacts.ArtifactStoreException;
import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.artifacts.StoreName;
import dev.modelwright.schemas.Problem;
import dev.modelwright.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Blobs of storage accounts in the artifact store. A blob may be overwritten, an object of ours may
 * not: each upload is an object of its own, and a log tells which one is the blob now. So a model
 * that was registered keeps its bytes when somebody uploads another file under the same name. The
 * log is in the default store, so that a blob is found when the environment has got another.
 *
 * <p>Thread-safe, also across processes.
 */
public final class UploadedBlobs {

  private static final int REPETITIONS = 50;

  private final Artifacts artifacts;

  public UploadedBlobs(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** Names a blob. */
  public record Blob(String account, String container, String name) {

    /**
     * @throws ProblemException when the artifact store cannot have such a name
     */
    public Blob {
      try {
        ArtifactPath.of("blobs", account, container, name);
        ArtifactPath.of("uploads", account, UUID.randomUUID().toString(), fileNameOf(name));
      } catch (IllegalArgumentException _) {
        throw new ProblemException(
            Problem.of(
                "InvalidResourceName",
                400,
                "Cannot take the blob: its name is empty, longer than 900 characters, or holds '.', '..' or a control character between slashes. Choose another name."));
      }
    }

    private static String fileNameOf(String name) {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    String fileName() {
      return fileNameOf(name);
    }

    ArtifactPath pointer() {
      return ArtifactPath.of("blobs", account, container, name);
    }
  }

  /** False when it is there already. */
  public boolean createContainer(String account, String container) {
    return artifacts.createLog(ArtifactPath.of("containers", account, container));
  }

  /** Stores a blob, or another content of it; nothing is seen of it until all has come. */
  public Artifact put(Blob blob, StoreName store, InputStream content) {
    ArtifactPath path =
        ArtifactPath.upload(blob.account(), UUID.randomUUID().toString(), blob.fileName())
            .in(store);
    Artifact stored = artifacts.create(path, content);
    point(blob, path);
    return stored;
  }

  /** Stores a part of a blob; it is swept some day if the blob is never put together. */
  public void putBlock(Blob blob, StoreName store, String blockId, InputStream content) {
    ArtifactPath path = blockPath(blob, store, blockId);
    artifacts.delete(path);
    artifacts.create(path, content);
  }

  /**
   * Puts a blob together.
   *
   * @throws ProblemException when a block is missing, or all together are too large
   */
  public Artifact putBlocks(Blob blob, StoreName store, List<String> blockIds, long maxSize) {
    List<Artifact> blocks = new ArrayList<>();
    long size = 0;
    for (String blockId : blockIds) {
      Artifact block =
          artifacts
              .find(blockPath(blob, store, blockId))
              .orElseThrow(() ->
                  new ProblemException(
                      Problem.of(
                          "InvalidBlockList",
                          400,
                          "Cannot put blob '%s' together: block '%s' was not uploaded. Upload it first."
                              .formatted(blob.name(), blockId))));
      blocks.add(block);
      size += block.size();
    }
    if (size > maxSize) {
      throw new ProblemException(
          Problem.of(
              "RequestBodyTooLarge",
              413,
              "Cannot put blob '%s' together: it is larger than %d bytes. Ask the operator to raise modelwright.uploads.max-size."
                  .formatted(blob.name(), maxSize)));
    }
    try (InputStream all = new SequenceInputStream(streams(blocks.iterator()))) {
      Artifact stored = put(blob, store, all);
      blocks.forEach(block -> artifacts.delete(block.path()));
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each is opened when the one before has ended. */
  private Enumeration<InputStream> streams(Iterator<Artifact> blocks) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return blocks.hasNext();
      }

      @Override
      public InputStream nextElement() {
        return artifacts.read(blocks.next().path(), 0);
      }
    };
  }

  /** The object that a blob is now. */
  public Optional<ArtifactPath> find(Blob blob) {
    if (artifacts.logSize(blob.pointer()).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream pointer = artifacts.read(blob.pointer(), 0)) {
      return new String(pointer.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .reduce((_, last) -> last)
          .map(ArtifactPath::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void point(Blob blob, ArtifactPath path) {
    byte[] line = (path + "\n").getBytes(StandardCharsets.UTF_8);
    artifacts.createLog(blob.pointer());
    for (int i = 1; ; i++) {
      OptionalLong size = artifacts.logSize(blob.pointer());
      try {
        artifacts.append(blob.pointer(), size.orElse(0), line);
        return;
      } catch (ArtifactStoreException e) {
        // Another upload of the same name may have been quicker.
        if (i == REPETITIONS || artifacts.logSize(blob.pointer()).equals(size)) {
          throw e;
        }
      }
    }
  }

  private static ArtifactPath blockPath(Blob blob, StoreName store, String blockId) {
    return ArtifactPath.of("staged", "blocks", sha256(blob + "\n" + blockId)).in(store);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
